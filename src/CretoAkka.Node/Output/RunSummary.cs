using System.Text.Json;
using System.Text.Json.Serialization;

namespace CretoAkka.Node.Output;

/// <summary>How a run went: the last line of the demo.</summary>
/// <param name="Committed">Writes agreed on, and so acknowledged.</param>
/// <param name="Reads">Reads agreed on.</param>
/// <param name="Opened">Trips of the circuits that the observers node-1 to node-3 hold.</param>
/// <param name="Recovered">How often those circuits closed again.</param>
/// <param name="Lost">Acknowledged writes that are in no correct replica's state at the end.</param>
/// <param name="Divergent">Replicas whose state differs from what the others agree on.</param>
/// <param name="Superseded">Messages of the observers that a newer one, or a watermark, made useless.</param>
/// <param name="Expired">Those that waited too long.</param>
/// <param name="Trickled">Those that were sent though the circuit was not closed.</param>
/// <param name="IsolationRefused">How often an observer would have cut off more than the protocol tolerates.</param>
/// <param name="Quarantined">How often an observer cut off a peer that was proven faulty.</param>
/// <param name="Result"><c>ok</c> or <c>failed</c>.</param>
internal sealed record RunSummary(
    long Committed,
    long Reads,
    long Opened,
    long Recovered,
    long Lost,
    int Divergent,
    long Superseded,
    long Expired,
    long Trickled,
    long IsolationRefused,
    long Quarantined,
    string Result)
{
    /// <summary>The run kept its promises.</summary>
    public const string Ok = "ok";

    /// <summary>It did not.</summary>
    public const string Failed = "failed";

    /// <summary>The process's exit status.</summary>
    [JsonIgnore]
    public int ExitStatus => Result == Ok ? 0 : 1;

    /// <summary>One JSON object, on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SummaryJson.Default.RunSummary);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
