using System.Text.Json;
using System.Text.Json.Serialization;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Node.Demo;

/// <summary>How a run went: the last line of the demo.</summary>
/// <param name="Answered">Calls that the peer answered.</param>
/// <param name="Failed">Calls that it did not.</param>
/// <param name="Refused">Calls that the circuit refused, so that nobody waited.</param>
/// <param name="Opened">Entries to open.</param>
/// <param name="Recovered">How often the circuit closed again.</param>
/// <param name="Result"><c>ok</c> or <c>failed</c>.</param>
internal sealed record CircuitSummary(
    long Answered, long Failed, long Refused, long Opened, long Recovered, string Result)
{
    /// <summary>What the circuit's own numbers say.</summary>
    /// <param name="stats">The circuit at the end.</param>
    /// <param name="recovered">The closings that were announced.</param>
    /// <param name="faults">How often the peer was frozen.</param>
    public static CircuitSummary Of(CircuitStats stats, long recovered, int faults)
    {
        var asPromised = stats.State == CircuitState.Closed && stats.Successes > 0
            && stats.Trips >= faults && recovered == faults && (faults > 0 || stats.Trips == 0);
        return new(
            stats.Successes, stats.Failures, stats.Rejected, stats.Trips, recovered, asPromised ? "ok" : "failed");
    }

    /// <summary>The process's exit status.</summary>
    [JsonIgnore]
    public int ExitStatus => Result == "ok" ? 0 : 1;

    /// <summary>One JSON object, on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CircuitSummaryJson.Default.CircuitSummary);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CircuitSummary))]
internal sealed partial class CircuitSummaryJson : JsonSerializerContext;
