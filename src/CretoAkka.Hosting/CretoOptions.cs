namespace CretoAkka.Hosting;

/// <summary>
/// Settings in code, laid over configuration and HOCON. An option that is null leaves what is below it. The option of a
/// key has its path: <c>creto.circuit-breaker.timeout</c> is <c>CircuitBreaker.Timeout</c>. Units, bounds and defaults
/// are those of the keys, and what is wrong is said as of them, when the circuits start.
/// </summary>
/// <remarks>To be set before the circuits start; not thread-safe.</remarks>
public sealed class CretoOptions
{
    /// <summary>Key <c>creto.node</c>.</summary>
    public string? Node { get; set; }

    /// <summary>Section <c>creto.circuit-breaker</c>.</summary>
    public CircuitBreakerOptions CircuitBreaker { get; } = new();

    /// <summary>Section <c>creto.session</c>.</summary>
    public SessionOptions Session { get; } = new();

    /// <summary>Section <c>creto.quorum</c>.</summary>
    public QuorumOptions Quorum { get; } = new();

    /// <summary>Section <c>creto.metrics</c>.</summary>
    public MetricsOptions Metrics { get; } = new();

    /// <summary>Section <c>creto.dashboard</c>.</summary>
    public DashboardOptions Dashboard { get; } = new();
}
