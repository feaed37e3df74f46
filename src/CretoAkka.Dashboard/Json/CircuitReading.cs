using CretoAkka.Core.Quorums;

namespace CretoAkka.Dashboard.Json;

/// <summary>Makes JSON of what is known of a peer.</summary>
internal static class CircuitReading
{
    /// <param name="report">What is known.</param>
    /// <param name="members">Who takes part; null: nobody has said.</param>
    /// <param name="evidence">What it is proven to have done; null: nothing.</param>
    public static CircuitJson Read(PeerReport report, Membership? members, string? evidence)
    {
        var (stats, policy, latency) = (report.Stats, report.Settings.Circuit, report.Latency);
        var messages = report.Messages;
        return new CircuitJson
        {
            Peer = report.Peer.Value,
            State = stats.State.ToString(),
            Mode = stats.Mode.ToString(),
            Cause = stats.Cause.ToString(),
            Suspected = stats.IsSuspected,
            Evidence = evidence,
            Weight = members?.WeightOf(report.Peer.Value) ?? 0,
            Generation = stats.Generation,
            Successes = stats.Successes,
            Failures = stats.Failures,
            Timeouts = stats.Timeouts,
            Neutral = stats.Neutral,
            Stale = stats.Stale,
            Rejected = stats.Rejected,
            Trips = stats.Trips,
            SuccessRate = stats.SuccessRate,
            FailureRate = stats.FailureRate,
            ConsecutiveFailures = stats.ConsecutiveFailures,
            FailureThreshold = policy.FailureThreshold,
            ProbesInFlight = stats.ProbesInFlight,
            HalfOpenMaxCalls = policy.HalfOpenMaxCalls,
            ProbesSucceeded = stats.ProbesSucceeded,
            SuccessThreshold = policy.SuccessThreshold,
            TimeInState = stats.TimeInState.TotalSeconds,
            RetryAfter = stats.RetryAfter?.TotalSeconds,
            ChangesIn = stats.ChangesIn?.TotalSeconds,
            LatencyP50 = latency.Samples > 0 ? latency.P50.TotalSeconds : null,
            LatencyP99 = latency.Samples > 0 ? latency.P99.TotalSeconds : null,
            Timeout = latency.Timeout.TotalSeconds,
            Adaptive = report.Settings.AdaptiveTimeout is not null,
            Queued = messages.Queued,
            QueuedBytes = messages.QueuedBytes,
            Outstanding = messages.Outstanding,
            Trickled = messages.Trickled,
            Busy = messages.IsBusy,
            Session = messages.IsEstablished,
            Critical = QueueJson.Of(messages.Critical),
            Normal = QueueJson.Of(messages.Normal),
            Bulk = QueueJson.Of(messages.Bulk),
        };
    }
}
