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
            foreach (var (peer, gate) in _gates)
                gate.Latency.Metrics = metrics.Add(peer, gate.Stats);
        }
    }
}
