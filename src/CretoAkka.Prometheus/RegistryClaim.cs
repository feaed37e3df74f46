using System.Runtime.CompilerServices;
using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>
/// The right to export circuits on a registry: held by one export at a time, because two would count each other's
/// peers of the same name.
/// </summary>
internal sealed class RegistryClaim
{
    private static readonly ConditionalWeakTable<CollectorRegistry, RegistryClaim> Claims = [];

    private PrometheusCircuitMetrics? _holder;

    private RegistryClaim(CollectorRegistry registry)
    {
        // A registry cannot forget a callback: one for good, that calls whoever holds the claim.
        registry.AddBeforeCollectCallback(() => Volatile.Read(ref _holder)?.Collect());
    }

    /// <summary>Takes the claim; the holder's Collect is called before each scrape until it is released.</summary>
    /// <exception cref="InvalidOperationException">Somebody else holds it.</exception>
    public static RegistryClaim Take(CollectorRegistry registry, PrometheusCircuitMetrics holder)
    {
        var claim = Claims.GetValue(registry, static r => new RegistryClaim(r));
        if (Interlocked.CompareExchange(ref claim._holder, holder, null) is not null)
            throw new InvalidOperationException(
                "This registry already exports circuits: dispose that export first, or give each system its own.");
        return claim;
    }

    /// <summary>Gives the claim back; no effect for anybody but its holder.</summary>
    public void Release(PrometheusCircuitMetrics holder) => Interlocked.CompareExchange(ref _holder, null, holder);
}
