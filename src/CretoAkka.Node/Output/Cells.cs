using System.Globalization;
using CretoAkka.Core.Circuits;
using CretoAkka.Node.Running;
using CretoAkka.Quorums;
using Spectre.Console;

namespace CretoAkka.Node.Output;

/// <summary>What stands in a cell of the table, as Spectre's markup.</summary>
internal static class Cells
{
    /// <summary>Explains <see cref="Circuit"/>'s abbreviations.</summary>
    public const string Legend =
        "beside the state: median latency; T: timeout in force; q: critical/normal/bulk messages that wait";

    /// <summary>
    /// A circuit: its position, median latency, timeout in force and what waits of each class, on two lines.
    /// </summary>
    public static string Circuit(PeerReading reading)
    {
        var (stats, waiting) = (reading.Stats, reading.Messages);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{ColourOf(stats)}]{Position(stats)}[/] {Time(reading.LatencyP50)}\nT {Time(reading.Timeout)}  ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"q {waiting.Critical.Waiting}/{waiting.Normal.Waiting}/{waiting.Bulk.Waiting}");
    }

    /// <summary>The weight that is cut off, of what may be; below it who is proven faulty.</summary>
    public static string CutOff(QuorumStats quorum)
    {
        var used = quorum.Limit is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $"{quorum.Used} of {limit}")
            : "no bound";
        return quorum.Charged.Count == 0
            ? used
            : $"{used}\n[red]faulty: {Markup.Escape(string.Join(", ", quorum.Charged))}[/]";
    }

    /// <summary>A time, in the unit that suits it.</summary>
    public static string Time(TimeSpan? time) => time switch
    {
        null => "-",
        { TotalSeconds: >= 1 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.0} s"),
        { TotalMilliseconds: >= 10 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalMilliseconds:0} ms"),
        { } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalMilliseconds:0.0} ms"),
    };

    private static string Position(in CircuitStats stats) => stats switch
    {
        { Mode: not CircuitMode.Automatic } => stats.Mode.ToString(),
        { IsSuspected: true } => "Suspected",
        _ => stats.State.ToString(),
    };

    private static string ColourOf(in CircuitStats stats) => stats.State switch
    {
        CircuitState.Open => "red",
        CircuitState.Closed when !stats.IsSuspected => "green",
        _ => "yellow",
    };
}
