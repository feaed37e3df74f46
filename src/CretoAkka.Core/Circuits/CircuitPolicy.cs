namespace CretoAkka.Core.Circuits;

/// <summary>The numbers a circuit obeys.</summary>
public sealed record CircuitPolicy
{
    /// <summary>The defaults.</summary>
    public static readonly CircuitPolicy Default = new();

    /// <summary>Consecutive failures of one source that open a closed circuit. At least 1.</summary>
    public int FailureThreshold { get; init; } = 5;

    /// <summary>How long an open circuit refuses before it is half-open. Longer than zero.</summary>
    public TimeSpan OpenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Probes in flight at once while half-open. At least 1.</summary>
    public int HalfOpenMaxCalls { get; init; } = 3;

    /// <summary>Probes that must succeed before a half-open circuit closes. At least 1.</summary>
    public int SuccessThreshold { get; init; } = 2;

    /// <summary>How the open period grows.</summary>
    public BackoffPolicy Backoff { get; init; } = BackoffPolicy.None;

    /// <summary>The mode a circuit starts in and returns to: Automatic, ObserveOnly or Off.</summary>
    public CircuitMode Mode { get; init; } = CircuitMode.Automatic;
}
