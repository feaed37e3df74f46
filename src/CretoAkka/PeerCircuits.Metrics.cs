using Akka.Event;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
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
            metrics.AddNode(Facts); // First: if it throws nothing is exported, and the caller may try again.
            _metrics = metrics;
            foreach (var gate in _gates.Values)
                gate.Latency.Metrics = Export(gate);
        }
    }

    /// <summary>What concerns no single peer.</summary>
    internal NodeFacts Facts() => new()
    {
        Quorum = GetQuorum(),
        Peers = _gates.Values.Aggregate(
            default(Counts<CircuitState>), static (counts, gate) => counts.Plus(gate.Circuit.State)),
        Unauthenticated = UnauthenticatedMessages,
    };

    // A peer may be made by a message of its own, inside the supervisor: a metrics system that fails there must not
    // take all circuits with it. It is told nothing of that peer, and the log says why.
    private IPeerMetrics? Export(CircuitGate gate)
    {
        try
        {
            return _metrics?.Add(gate.Peer, gate.Facts);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _log.Warning(e, "Circuit {Peer} is not exported: the metrics system failed", gate.Peer);
            return null;
        }
    }

    private void Unexport(PeerId peer)
    {
        try
        {
            _metrics?.Remove(peer);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _log.Warning(e, "Circuit {Peer} was not removed from the metrics: the metrics system failed", peer);
        }
    }
}
