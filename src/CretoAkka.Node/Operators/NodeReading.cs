using System.Text.Json;
using System.Text.Json.Serialization;

namespace CretoAkka.Node.Operators;

/// <summary>A node, as it tells of itself. Times are in seconds. What a newer node adds is passed over.</summary>
/// <remarks>
/// Settable, and so everything below: where a property can only be initialised, the generated reader leaves null for
/// what is not said instead of the value here.
/// </remarks>
internal sealed record NodeReading
{
    public string Node { get; set; } = "";

    /// <summary>What these circuits are called; empty: they have no name.</summary>
    public string Instance { get; set; } = "";

    public bool Running { get; set; }

    public DateTimeOffset Time { get; set; }

    public QuorumReading? Quorum { get; set; }

    public CircuitReading[] Circuits { get; set; } = [];

    /// <summary>Reads it; null: the text is no such thing.</summary>
    public static NodeReading? TryParse(string json)
    {
        try
        {
            var reading = JsonSerializer.Deserialize(json, ReadingJson.Default.NodeReading);
            return reading?.Circuits.All(static circuit => circuit is not null) is true ? reading : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What the node may cut off. Weights.</summary>
internal sealed record QuorumReading
{
    public long Total { get; set; }

    public long Quorum { get; set; }

    public long Reached { get; set; }

    public long Cut { get; set; }

    public long Limit { get; set; }

    public bool LocalIsolation { get; set; }
}

/// <summary>What it knows of a peer.</summary>
internal sealed record CircuitReading
{
    public string Peer { get; set; } = "";

    public string State { get; set; } = "";

    public string Mode { get; set; } = "";

    public string Cause { get; set; } = "";

    public bool Suspected { get; set; }

    public string? Evidence { get; set; }

    public double SuccessRate { get; set; }

    public int ConsecutiveFailures { get; set; }

    public int FailureThreshold { get; set; }

    public double? ChangesIn { get; set; }

    public double? LatencyP50 { get; set; }

    public double? LatencyP99 { get; set; }

    public double Timeout { get; set; }

    public int Queued { get; set; }

    public long Trips { get; set; }
}

/// <summary>What became of an act.</summary>
internal sealed record ActReading
{
    public string Reply { get; set; } = "";

    public string Message { get; set; } = "";
}

/// <summary>What an act asks for besides.</summary>
internal sealed record ActRequest(double? Seconds, bool OverrideBudget);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NodeReading))]
[JsonSerializable(typeof(ActReading))]
[JsonSerializable(typeof(ActRequest))]
internal sealed partial class ReadingJson : JsonSerializerContext;
