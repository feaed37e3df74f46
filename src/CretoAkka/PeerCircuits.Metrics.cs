using Akka.Event;
using CretoAkka.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka;

/// <content>Where the facts go.</content>
public sealed partial class PeerCircuits
{
    private ICircuitMetrics? _metrics;

    /// <summary>Takes the facts of all circuits, those of peers that come later too, to a metrics system.</summary>
    /// <exception cref="InvalidOperationException">They go to one already.</exception>
    public void ExportTo(ICircuitMetrics metrics)
    {
        lock (_adding)
        {
            if (_metrics is not null)
                throw new InvalidOperationException("The circuits of this actor system are exported already.");
            _metrics = metrics;
            foreach (var gate in _gates.Values)
                gate.Latency.Metrics = Watch(gate);
        }
    }

    private IPeerMetrics? Watch(CircuitGate gate)
    {
        try
        {
            return _metrics?.Add(gate.Peer, gate.Stats);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A metrics system that fails must not cost the peer that it was to show.
            _log.Error(e, "Peer {Peer} has no metrics", gate.Peer);
            return null;
        }
    }

    private void Unwatch(PeerId peer)
    {
        try
        {
            _metrics?.Remove(peer);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _log.Error(e, "Metrics of peer {Peer} were not removed", peer);
        }
    }
}
