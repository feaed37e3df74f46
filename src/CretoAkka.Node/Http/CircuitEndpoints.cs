using System.Text.Json;
using System.Text.Json.Serialization;
using CretoAkka.Node.Running;
using CretoAkka.Quorums;

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
            node.Name,
            node.System is not null,
            QuorumJson.Of(node.System?.Circuits.GetQuorum()),
            [.. PeerReading.Of(node).Select(CircuitJson.Of)]);
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, answer, CircuitJsonContext.Default.NodeJson, context.RequestAborted);
    }
}

/// <summary>A node, as JSON.</summary>
internal sealed record NodeJson(string Node, bool Running, QuorumJson? Quorum, CircuitJson[] Circuits);

/// <summary>What the node may cut off, as JSON. Weights.</summary>
/// <param name="Epoch">Which membership.</param>
/// <param name="Total">n.</param>
/// <param name="Faulty">f.</param>
/// <param name="Quorum">Q.</param>
/// <param name="Cut">What is cut off now.</param>
/// <param name="Margin">What may be cut off besides.</param>
/// <param name="LocalIsolation">Whether the node itself seems to be cut off.</param>
/// <param name="Refusals">How often a circuit was not allowed to open.</param>
/// <param name="Evictions">How often a peer gave way to a worse one.</param>
internal sealed record QuorumJson(
    long Epoch,
    long Total,
    long Faulty,
    long Quorum,
    long Cut,
    long Margin,
    bool LocalIsolation,
    long Refusals,
    long Evictions)
{
    public static QuorumJson? Of(QuorumStats? stats) => stats is not { Membership: { } members } ? null : new(
        members.Epoch,
        (long)members.Rule.Total,
        (long)members.Rule.Faulty,
        (long)members.Rule.Quorum,
        (long)stats.Used,
        (long)stats.Margin!.Value,
        stats.IsLocalIsolationSuspected,
        stats.Refusals,
        stats.Evictions);
}

/// <summary>A circuit, as JSON. Times are in seconds; what is not known is null.</summary>
internal sealed record CircuitJson
{
    public required string Peer { get; init; }

    public required string State { get; init; }

    public required string Mode { get; init; }

    public required string Cause { get; init; }

    public required bool Suspected { get; init; }

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
        Suspected = reading.Stats.IsSuspected,
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
