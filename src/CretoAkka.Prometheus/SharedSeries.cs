using CretoAkka.Metrics;

namespace CretoAkka.Prometheus;

/// <summary>
/// The peers beyond the cap, summed. <see cref="Add"/>, <see cref="Leave"/> and <see cref="Remove"/> are called under
/// their owner's lock; <see cref="Publish"/> takes it where it must.
/// </summary>
/// <remarks>The series come with the first such peer and stay: a counter that comes back at 0 went down.</remarks>
internal sealed class SharedSeries(CircuitFamilies families)
{
    private readonly Dictionary<PeerId, PeerReading> _peers = [];
    private PeerSeries? _series;
    private PeerReading[]? _snapshot;
    private double[] _departed = families.Values.None();

    public IPeerMetrics Add(PeerId peer, PeerReading reading)
    {
        _peers.Add(peer, reading);
        _snapshot = null;
        return _series ??= new PeerSeries(families, PrometheusCircuitMetrics.SharedLabel);
    }

    public void Leave(PeerId peer)
    {
        if (!_peers.Remove(peer, out var reading))
            return;
        _departed = families.Values.Raise(_departed, reading.Finish());
        _snapshot = null;
    }

    public void Remove()
    {
        _series?.Remove();
        _series = null;
        _peers.Clear();
        _snapshot = null;
        _departed = families.Values.None();
    }

    public void Publish(Lock owner)
    {
        PeerReading[] peers;
        PeerSeries? series;
        double[] departed;
        lock (owner)
        {
            peers = _snapshot ??= [.. _peers.Values];
            series = _series;
            departed = _departed;
        }
        var values = families.Values;
        series?.Publish(values.Raise(values.Merge([.. peers.Select(peer => peer.Read())]), departed));
    }
}
