using System.Globalization;

namespace CretoAkka.Simulation.Faults;

/// <summary>
/// Schedules as text: one event a line, such as <c>12.5s for 3s cut node-1 node-2</c>,
/// <c>0s for ever twins node-4</c> or <c>5s for 20s loss 30 all</c>.
/// </summary>
internal static class ScheduleText
{
    private const string All = "all";

    /// <summary>An event as its line.</summary>
    public static string Of(FaultEvent fault)
    {
        var length = fault.Duration is { } duration ? $"for {Seconds(duration)}" : "for ever";
        var amount = fault.Kind.HasAmount() ? string.Create(CultureInfo.InvariantCulture, $" {fault.Amount}") : "";
        var nodes = fault.Nodes.Count == 0 ? All : string.Join(' ', fault.Nodes.Select(NameOf));
        return $"{Seconds(fault.At)} {length} {Name(fault.Kind)}{amount} {nodes}";
    }

    /// <summary>The name of a node.</summary>
    public static string NameOf(int node) => string.Create(CultureInfo.InvariantCulture, $"node-{node + 1}");

    /// <summary>The event of a line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FaultEvent Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var at, "for", var length, var name, .. var rest]
            || !TryKind(name, out var kind)
            || rest.Length < (kind.HasAmount() ? 2 : 1))
            throw new FormatException($"'{line}' is no event of a schedule.");
        var amount = kind.HasAmount() ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 0;
        var nodes = kind.HasAmount() ? rest[1..] : rest;
        return new FaultEvent(
            Time(at),
            length == "ever" ? null : Time(length),
            kind,
            nodes is [All] ? [] : [.. nodes.Select(Node)],
            amount);
    }

    /// <summary>The name of a kind.</summary>
    public static string Name(FaultKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{c}" : $"{c}")).ToLowerInvariant();

    private static bool TryKind(string name, out FaultKind kind)
    {
        kind = Enum.GetValues<FaultKind>().FirstOrDefault(k => Name(k) == name);
        return Name(kind) == name;
    }

    private static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s");

    private static TimeSpan Time(string seconds) =>
        TimeSpan.FromSeconds(double.Parse(seconds.TrimEnd('s'), CultureInfo.InvariantCulture));

    private static int Node(string name) => int.Parse(name["node-".Length..], CultureInfo.InvariantCulture) - 1;
}
