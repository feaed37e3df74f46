namespace CretoAkka.Dashboard.Json;

/// <summary>A circuit, as JSON. Times are in seconds; what is not known is null.</summary>
internal sealed record CircuitJson
{
    public required string Peer { get; init; }

    public required string State { get; init; }

    public required string Mode { get; init; }

    public required string Cause { get; init; }

    public required bool Suspected { get; init; }

    /// <summary>What the peer is proven to have done; null: nothing.</summary>
    public required string? Evidence { get; init; }

    /// <summary>Its weight among the members; 0: it is none.</summary>
    public required long Weight { get; init; }

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

    public required int ConsecutiveFailures { get; init; }

    public required int FailureThreshold { get; init; }

    public required int ProbesInFlight { get; init; }

    public required int HalfOpenMaxCalls { get; init; }

    public required int ProbesSucceeded { get; init; }

    public required int SuccessThreshold { get; init; }

    public required double TimeInState { get; init; }

    public required double? RetryAfter { get; init; }

    /// <summary>Until time alone changes the circuit: half-open, the end of a forced mode.</summary>
    public required double? ChangesIn { get; init; }

    public required double? LatencyP50 { get; init; }

    public required double? LatencyP99 { get; init; }

    public required double Timeout { get; init; }

    /// <summary>Whether <see cref="Timeout"/> follows the latencies.</summary>
    public required bool Adaptive { get; init; }

    public required int Queued { get; init; }

    public required long QueuedBytes { get; init; }

    public required int Outstanding { get; init; }

    public required long Trickled { get; init; }

    public required bool Busy { get; init; }

    public required bool Session { get; init; }

    public required QueueJson Critical { get; init; }

    public required QueueJson Normal { get; init; }

    public required QueueJson Bulk { get; init; }
}
