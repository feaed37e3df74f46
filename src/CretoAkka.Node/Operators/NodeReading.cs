using System.Text.Json;
using System.Text.Json.Serialization;

namespace CretoAkka.Node.Operators;

/// <summary>A node, as it tells of itself. Times are in seconds. What a newer node adds is passed over.</summary>
internal sealed record NodeReading
{
    public string Node { get; init; } = "";

    public bool Running { get; init; }

    public DateTimeOffset Time { get; init; }

    public QuorumReading? Quorum { get; init; }

    public CircuitReading[] Circuits { get; init; } = [];

    /// <summary>Reads it; null: the text is no such thing.</summary>
    public static NodeReading? TryParse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ReadingJson.Default.NodeReading);
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
    public long Total { get; init; }

    public long Quorum { get; init; }

    public long Reached { get; init; }

    public long Cut { get; init; }

    public long Limit { get; init; }

    public bool LocalIsolation { get; init; }
}

/// <summary>What it knows of a peer.</summary>
internal sealed record CircuitReading
{
    public string Peer { get; init; } = "";

    public string State { get; init; } = "";

    public string Mode { get; init; } = "";

    public string Cause { get; init; } = "";

    public bool Suspected { get; init; }

    public string? Evidence { get; init; }

    public double SuccessRate { get; init; }

    public int ConsecutiveFailures { get; init; }

    public int FailureThreshold { get; init; }

    public double? ChangesIn { get; init; }

    public double? LatencyP50 { get; init; }

    public double? LatencyP99 { get; init; }

    public double Timeout { get; init; }

    public int Queued { get; init; }

    public long Trips { get; init; }
}

/// <summary>What became of an act.</summary>
internal sealed record ActReading
{
    public string Reply { get; init; } = "";

    public string Message { get; init; } = "";
}

/// <summary>What an act asks for besides.</summary>
internal sealed record ActRequest(double? Seconds, bool OverrideBudget);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NodeReading))]
[JsonSerializable(typeof(ActReading))]
[JsonSerializable(typeof(ActRequest))]
internal sealed partial class ReadingJson : JsonSerializerContext;
