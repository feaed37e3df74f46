using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CretoAkka.Hosting.Health;

/// <summary>Asks the circuits of an actor system how they are. Throws nothing, and starts nothing.</summary>
internal sealed class CircuitHealthCheck(ActorSystem? system, string instance) : IHealthCheck
{
    private readonly ActorSystem? _system = system;
    private readonly string _instance = instance;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_system is null
            ? HealthCheckResult.Unhealthy("This host has no actor system: AddAkka adds one.")
            : Check(_system));

    private HealthCheckResult Check(ActorSystem system)
    {
        if (system.WhenTerminated.IsCompleted)
            return HealthCheckResult.Unhealthy($"The actor system '{system.Name}' has stopped.");
        if (PeerCircuits.Find(system, _instance) is { } circuits)
            return CircuitHealth.Of(circuits);
        var which = _instance.Length == 0 ? "" : $" '{_instance}'";
        return HealthCheckResult.Unhealthy($"The circuits{which} of '{system.Name}' have not started.");
    }
}
