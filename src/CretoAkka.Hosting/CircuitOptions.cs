using CretoAkka.Core.Circuits;

namespace CretoAkka.Hosting;

/// <summary>What all circuits do, or one peer's; null: as below.</summary>
public abstract class CircuitOptions
{
    private protected CircuitOptions() { }

    /// <summary>Consecutive failures that open. Key <c>failure-threshold</c>.</summary>
    public int? FailureThreshold { get; set; }

    /// <summary>How long open lasts before half-open. Key <c>timeout</c>.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Probes in flight at once. Key <c>half-open-max-calls</c>.</summary>
    public int? HalfOpenMaxCalls { get; set; }

    /// <summary>Probes that must succeed to close. Key <c>success-threshold</c>.</summary>
    public int? SuccessThreshold { get; set; }

    /// <summary>A call's limit where the adaptive one is off. Key <c>request-timeout</c>.</summary>
    public TimeSpan? RequestTimeout { get; set; }

    /// <summary>Automatic, ObserveOnly or Off. Key <c>mode</c>.</summary>
    public CircuitMode? Mode { get; set; }

    /// <summary>Section <c>backoff</c>.</summary>
    public BackoffOptions Backoff { get; } = new();

    /// <summary>Section <c>failure-rate</c>, for calls.</summary>
    public CallFailureRateOptions FailureRate { get; } = new();

    /// <summary>Section <c>adaptive-timeout</c>.</summary>
    public AdaptiveTimeoutOptions AdaptiveTimeout { get; } = new();
}
