using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Circuits;

/// <content>What the node's budget has to say before the circuit leaves Closed. All of it under the lock.</content>
internal sealed partial class CircuitGate
{
    private OutcomeAverage _average;

    /// <summary>An operator forces the circuit open.</summary>
    /// <param name="duration">For how long; null: until it is reset.</param>
    /// <param name="isOverride">Whether it is cut off whatever the budget says.</param>
    public CircuitReply ForceOpen(TimeSpan? duration, bool isOverride)
    {
        lock (_lock)
            return Isolate(CircuitInput.ForceOpen(duration), IsolationRank.ForcedOpen, isOverride);
    }

    /// <summary>The peer is proven faulty. Where it may not be cut off it is suspected.</summary>
    public CircuitReply Quarantine()
    {
        lock (_lock)
            return Isolate(CircuitInput.Quarantine(), IsolationRank.Quarantined, isOverride: false);
    }

    /// <summary>An operator ends the quarantine, or forgives evidence that found no place for one.</summary>
    public CircuitReply ReleaseQuarantine()
    {
        lock (_lock)
        {
            _budget?.Forgive(Peer.Value);
            var now = Enter();
            return Commit(_circuit.Step(CircuitInput.ReleaseQuarantine(), now, _policy), now);
        }
    }

    /// <summary>Gives way to a worse peer, if it is still what the budget had in mind.</summary>
    public bool TryGiveWay(in IsolationHolder holder)
    {
        lock (_lock)
        {
            var now = Enter();
            if (_budget?.Now.TryGet(Peer.Value, out var held) is not true || held != holder)
                return false;
            Commit(_circuit.Step(CircuitInput.Evict(), now, _policy), now);
            if (_circuit.State != CircuitState.Closed)
                return false;
            _budget.GiveBack(holder); // Whoever is closed holds nothing, whatever it held as what.
            return true;
        }
    }

    private CircuitReply Isolate(in CircuitInput input, IsolationRank rank, bool isOverride)
    {
        var now = Enter();
        var step = Judge(input, rank, _average, now, out var refusal, isOverride);
        var reply = Commit(step, now);
        Announce(refusal, TransitionCause.None, now);
        return reply;
    }

    // What an input does, given that the circuit leaves Closed only within the budget: which is taken from here.
    private CircuitStep Judge(
        in CircuitInput input,
        IsolationRank rank,
        OutcomeAverage average,
        TimeSpan now,
        out IsolationRefusal refusal,
        bool isOverride = false)
    {
        refusal = IsolationRefusal.None;
        var step = _circuit.Step(input, now, _policy);
        if (!Leaves(step) || _retired || _budget is null)
            return step;
        refusal = _budget.TryTake(new(Peer.Value, rank, average.Value, isOverride), now);
        return refusal == IsolationRefusal.None ? step : _circuit.Step(input.Declined(), now, _policy);
    }

    private bool Leaves(in CircuitStep step) =>
        _circuit.State == CircuitState.Closed && step.Next.State != CircuitState.Closed;

    // After the change is published, so that whoever counts as closed is.
    private void Account(Circuit before, Circuit after, TimeSpan now)
    {
        if (before.State == CircuitState.Closed && after.State == CircuitState.Closed)
            return;
        if (after.State == CircuitState.Closed)
            GiveBack();
        else if (!_retired)
            _budget?.Rerank(Peer.Value, RankOf(after), now);
    }

    // A peer of the same name may have been added again.
    private void GiveBack()
    {
        if (!_retired)
            _budget?.GiveBack(Peer.Value);
    }

    private void Announce(IsolationRefusal refusal, TransitionCause cause, TimeSpan now)
    {
        if (refusal == IsolationRefusal.None)
            return;
        _refusals = _refusals.Plus(refusal);
        Tell(new TripRefused(Peer, cause, refusal, StatsLocked(now)));
    }

    // A peer that does well again is trusted again, unless it was proven faulty.
    private void Trust(TimeSpan now)
    {
        if (_circuit.IsSuspected && _average.Value < IsolationPolicy.TrustBelow && !IsCharged)
            Commit(_circuit.Step(CircuitInput.Trust(), now, _policy), now);
    }

    private bool IsCharged => _budget?.Charges.Contains(Peer.Value) is true;

    private static IsolationRank RankOf(Circuit circuit) => (circuit.Mode, circuit.State) switch
    {
        (CircuitMode.Quarantined, _) => IsolationRank.Quarantined,
        (CircuitMode.ForcedOpen, _) => IsolationRank.ForcedOpen,
        (_, CircuitState.HalfOpen) => IsolationRank.HalfOpen,
        _ => IsolationRank.Open,
    };
}
