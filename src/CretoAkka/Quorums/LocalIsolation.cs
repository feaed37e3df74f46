using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Quorums;

/// <summary>Watches whether it is this node that is cut off. Thread-safe; takes no gate's lock.</summary>
/// <param name="gates">All peers.</param>
/// <param name="window">How long silence must last.</param>
/// <param name="changed">Told that suspicion began or ended; may be called under a gate's lock: only enqueues.</param>
internal sealed class LocalIsolation(IEnumerable<CircuitGate> gates, TimeSpan window, Action<bool> changed)
{
    private readonly Lock _lock = new();
    private SelfSuspicion _suspicion;
    private TimeSpan _lastBegan;

    /// <summary>Looks at all members again.</summary>
    /// <returns>Whether this node seems to be cut off.</returns>
    public bool Look(Membership membership, TimeSpan now)
    {
        lock (_lock)
        {
            var next = _suspicion.Look(
                membership.Rule, membership.WeightOf(membership.Self), Signs(membership), now, window);
            if (next == _suspicion)
                return next.IsSuspected;
            _suspicion = next;
            if (next.Since is { } began)
                _lastBegan = began;
            changed(next.IsSuspected);
            return next.IsSuspected;
        }
    }

    /// <summary>Lets circuits prove themselves that opened while this node was cut off.</summary>
    public void Reconsider()
    {
        TimeSpan began;
        lock (_lock)
            began = _lastBegan;
        foreach (var gate in gates)
            if (gate.Signs.TrippedAt >= began - window)
                gate.Apply(CircuitInput.Reconsider());
    }

    private IEnumerable<MemberSigns> Signs(Membership membership) =>
        from gate in gates
        let weight = membership.WeightOf(gate.Peer.Value)
        where weight > 0
        let signs = gate.Signs
        select new MemberSigns(
            weight, gate.Circuit.State == CircuitState.Closed, signs.TrippedAt, signs.SilentSince, signs.HeardAt);
}
