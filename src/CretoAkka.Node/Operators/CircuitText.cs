using System.Globalization;
using CretoAkka.Node.Output;

namespace CretoAkka.Node.Operators;

/// <summary>A node's circuits in words. Names are peers' own: what would steer a terminal is not shown.</summary>
internal static class CircuitText
{
    /// <summary>The longest sentence of a node that is shown.</summary>
    public const int SentenceLength = 300;

    private const int NameLength = 60;

    /// <summary>What the cells of <see cref="Row"/> say.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["peer", "state", "because", "failures", "changes in", "p50", "p99", "timeout", "waiting", "success", "trips"];

    /// <summary>One circuit, a cell for each column.</summary>
    public static string[] Row(CircuitReading circuit) =>
    [
        Printable(circuit.Peer),
        Position(circuit),
        Printable(circuit.Evidence ?? circuit.Cause),
        Text($"{circuit.ConsecutiveFailures} of {circuit.FailureThreshold}"),
        Time(circuit.ChangesIn),
        Time(circuit.LatencyP50),
        Time(circuit.LatencyP99),
        Time(circuit.Timeout),
        Text($"{circuit.Queued}"),
        Text($"{circuit.SuccessRate:P1}"),
        Text($"{circuit.Trips}"),
    ];

    /// <summary>Where a circuit is, in a word or two.</summary>
    public static string Position(CircuitReading circuit) => Printable(circuit switch
    {
        { Mode: not "Automatic" } => $"{circuit.State} ({circuit.Mode})",
        { Suspected: true } => $"{circuit.State}, suspected",
        _ => circuit.State,
    });

    /// <summary>The node and its quorum on one line.</summary>
    public static string Head(NodeReading node) => node switch
    {
        { Running: false } => $"{Name(node)} is down",
        { Quorum: not { } } => Text($"{Name(node)}: {node.Circuits.Length} peers"),
        { Quorum: { } q } => Text($"{Name(node)}: {q.Reached} of {q.Total} reached, {q.Quorum} needed; ")
            + Text($"{q.Cut} of {q.Limit} cut off{(q.LocalIsolation ? "; this node itself seems to be cut off" : "")}"),
    };

    private static string Name(NodeReading node) => node.Instance.Length == 0
        ? Printable(node.Node)
        : $"{Printable(node.Node)}, {Printable(node.Instance)}";

    /// <summary>A change of one circuit on one line.</summary>
    public static string Change(NodeReading node, CircuitReading circuit) => Text(
        $"{node.Time.UtcDateTime:HH:mm:ss.f}  {Printable(node.Node)}: {Printable(circuit.Peer)} is ")
        + $"{Position(circuit)}{(circuit.Cause is "" or "None" ? "" : " because " + Printable(circuit.Cause))}";

    /// <summary>A text without what a terminal would obey, cut to a length that fits.</summary>
    public static string Printable(string text, int longest = NameLength)
    {
        var shown = string.Concat(text.Select(c => Steers(c) ? '?' : c));
        return shown.Length <= longest ? shown : shown[..(longest - 1)] + "…";
    }

    // Characters of format turn the direction of writing; a terminal may break a line at a separator.
    private static bool Steers(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Time(double? seconds) =>
        Cells.Time(seconds is >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds.Value) : null);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
