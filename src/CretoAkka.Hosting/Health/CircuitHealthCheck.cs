using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CretoAkka.Hosting.Health;

/// <summary>Asks the circuits of an actor system how they are. Throws nothing, and starts nothing.</summary>
internal sealed class CircuitHealthCheck(ActorSystem? system) : IHealthCheck
{
    private readonly ActorSystem? _system = system;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(WhyNot() is { } reason
            ? HealthCheckResult.Unhealthy(reason)
            : CircuitHealth.Of(PeerCircuits.Get(_system!)));

    private string? WhyNot() =>
        _system is null ? "This host has no actor system: AddAkka adds one."
        : _system.WhenTerminated.IsCompleted ? $"The actor system '{_system.Name}' has stopped."
        : !_system.HasExtension<PeerCircuits>() ? $"The circuits of '{_system.Name}' have not started."
        : null;
}
