using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;

namespace CretoAkka.Configuration;

/// <summary>
/// What applies to one peer: the section <c>creto.circuit-breaker</c>, or that with the peer's overrides.
/// </summary>
public sealed partial record PeerSettings
{
    /// <summary>Thresholds, times, back-off and mode.</summary>
    public required CircuitPolicy Circuit { get; init; }

    /// <summary>How long a call may take where the adaptive timeout is off. Key <c>request-timeout</c>.</summary>
    public required TimeSpan RequestTimeout { get; init; }

    /// <summary>The adaptive timeout; null where it is off. Section <c>adaptive-timeout</c>.</summary>
    public required AdaptiveTimeoutPolicy? AdaptiveTimeout { get; init; }

    /// <summary>The second trip rule for calls; null where it is off. Section <c>failure-rate</c>.</summary>
    public required FailureRateRule? CallFailureRate { get; init; }

    /// <summary>Where the peer is: the path of the actor that takes its messages; null: it takes calls only.</summary>
    public string? Address { get; init; }

    /// <summary>The actor that takes the peer's messages, where it is one of this system; set in code only.</summary>
    internal Akka.Actor.IActorRef? LocalTarget { get; init; }

    /// <summary>Whether messages are numbered and acknowledged. Key <c>session</c>.</summary>
    public bool Session { get; init; } = true;
}
