using Akka.Actor;
using CretoAkka.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CretoAkka.Hosting;

/// <summary>The circuits as a health check.</summary>
public static class CircuitHealthExtensions
{
    /// <summary>
    /// Adds a check. Healthy: no peer is cut off or suspected. Degraded: some are, and the protocol tolerates it, or no
    /// members are declared. Unhealthy: more are cut off than it tolerates, this node reaches no quorum, or the actor
    /// system does not run. The data names each peer with its state.
    /// </summary>
    /// <param name="builder">The host's checks.</param>
    /// <param name="name">The name of this one.</param>
    /// <param name="instance">Which circuits; empty: those without a name.</param>
    /// <param name="tags">To choose checks by, as for readiness. Not for liveness: a restart mends no peer.</param>
    public static IHealthChecksBuilder AddCircuitBreakers(
        this IHealthChecksBuilder builder,
        string name = "circuit-breakers",
        string instance = "",
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            services => new CircuitHealthCheck(services.GetService<ActorSystem>(), instance),
            failureStatus: null,
            tags));
    }
}
