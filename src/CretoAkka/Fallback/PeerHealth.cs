using CretoAkka.Circuits;
using CretoAkka.Core.Latency;

namespace CretoAkka.Fallback;

/// <summary>Ranks peers by <see cref="HealthScore"/>.</summary>
internal static class PeerHealth
{
    /// <summary>Best first; equals by name, so that the order does not depend on who asks.</summary>
    public static IReadOnlyList<PeerId> Rank(IReadOnlyCollection<CircuitGate> gates, TimeSpan now)
    {
        var reference = AdaptiveTimeout.MedianOf(
            [.. gates.Where(g => g.Latency.Stats.Samples > 0).Select(g => g.Latency.Stats.P50)]);
        return
        [
            .. gates
                .OrderByDescending(gate => Score(gate, reference, now))
                .ThenBy(gate => gate.Peer.Value, StringComparer.Ordinal)
                .Select(gate => gate.Peer),
        ];
    }

    private static double Score(CircuitGate gate, TimeSpan reference, TimeSpan now)
    {
        var (stats, latency) = (gate.Stats(), gate.Latency.Stats);
        return HealthScore.Of(
            stats.SuccessRate,
            stats.Successes + stats.Failures,
            latency.Samples > 0 ? latency.P50 : null,
            reference,
            gate.Latency.LastAnswer is { } at ? now - at : null);
    }
}
