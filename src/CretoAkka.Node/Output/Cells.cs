using System.Globalization;
using CretoAkka.Core.Circuits;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Output;

/// <summary>What stands in a cell of the table, as Spectre's markup.</summary>
internal static class Cells
{
    /// <summary>Explains <see cref="Circuit"/>'s abbreviations.</summary>
    public const string Legend = "beside the state: median latency; T: timeout in force; q: messages that wait";

    /// <summary>A circuit: its state, median latency, timeout in force and queue, on two lines.</summary>
    public static string Circuit(PeerReading reading) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{ColourOf(reading.Stats.State)}]{reading.Stats.State}[/] {Time(reading.LatencyP50)}\n")
        + string.Create(CultureInfo.InvariantCulture, $"T {Time(reading.Timeout)}  q {reading.Queued}");

    /// <summary>A time, in the unit that suits it.</summary>
    public static string Time(TimeSpan? time) => time switch
    {
        null => "-",
        { TotalSeconds: >= 1 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.0} s"),
        { TotalMilliseconds: >= 10 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalMilliseconds:0} ms"),
        { } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalMilliseconds:0.0} ms"),
    };

    private static string ColourOf(CircuitState state) => state switch
    {
        CircuitState.Closed => "green",
        CircuitState.Open => "red",
        _ => "yellow",
    };
}
