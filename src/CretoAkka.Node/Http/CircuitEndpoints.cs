using System.Text.Json;
using System.Text.Json.Serialization;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Http;

/// <summary><c>GET /api/circuits</c>: what the node knows of each peer, as JSON.</summary>
internal static class CircuitEndpoints
{
    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes, ClusterNode node) =>
        routes.MapGet("/api/circuits", context => WriteAsync(context, node));

    private static Task WriteAsync(HttpContext context, ClusterNode node)
    {
        var answer = new NodeJson(
            node.Name, node.System is not null, [.. PeerReading.Of(node).Select(CircuitJson.Of)]);
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, answer, CircuitJsonContext.Default.NodeJson, context.RequestAborted);
    }
}

/// <summary>A node, as JSON.</summary>
internal sealed record NodeJson(string Node, bool Running, CircuitJson[] Circuits);

/// <summary>A circuit, as JSON. Times are in seconds; what is not known is null.</summary>
internal sealed record CircuitJson
{
    public required string Peer { get; init; }

    public required string State { get; init; }

    public required string Mode { get; init; }

    public required string Cause { get; init; }

    public required long Generation { get; init; }

    public required long Successes { get; init; }

    public required long Failures { get; init; }

    public required long Timeouts { get; init; }

    public required long Neutral { get; init; }

    public required long Stale { get; init; }

    public required long Rejected { get; init; }

    public required long Trips { get; init; }

    public required double SuccessRate { get; init; }

    public required double FailureRate { get; init; }

    public required double TimeInState { get; init; }

    public required double? RetryAfter { get; init; }

    public required double? LatencyP50 { get; init; }

    public required double? LatencyP99 { get; init; }

    public required double Timeout { get; init; }

    public required int Queued { get; init; }

    public required bool Session { get; init; }

    public static CircuitJson Of(PeerReading reading) => new()
    {
        Peer = reading.Peer,
        State = reading.Stats.State.ToString(),
        Mode = reading.Stats.Mode.ToString(),
        Cause = reading.Stats.Cause.ToString(),
        Generation = reading.Stats.Generation,
        Successes = reading.Stats.Successes,
        Failures = reading.Stats.Failures,
        Timeouts = reading.Stats.Timeouts,
        Neutral = reading.Stats.Neutral,
        Stale = reading.Stats.Stale,
        Rejected = reading.Stats.Rejected,
        Trips = reading.Stats.Trips,
        SuccessRate = reading.Stats.SuccessRate,
        FailureRate = reading.Stats.FailureRate,
        TimeInState = reading.Stats.TimeInState.TotalSeconds,
        RetryAfter = reading.Stats.RetryAfter?.TotalSeconds,
        LatencyP50 = reading.LatencyP50?.TotalSeconds,
        LatencyP99 = reading.LatencyP99?.TotalSeconds,
        Timeout = reading.Timeout.TotalSeconds,
        Queued = reading.Queued,
        Session = reading.Session,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NodeJson))]
internal sealed partial class CircuitJsonContext : JsonSerializerContext;
