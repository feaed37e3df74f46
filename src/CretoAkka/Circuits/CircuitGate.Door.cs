using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Circuits;

/// <content>The door every input enters by, and how what it did is published. All of it under the lock.</content>
internal sealed partial class CircuitGate
{
    private TimeSpan Enter()
    {
        var now = _clock.Now;
        for (var next = _circuit.Elapse(now, _policy); next != _circuit; next = _circuit.Elapse(now, _policy))
            Commit(new(next, CircuitReply.None), now);
        Fold(now);
        Trust(now);
        return now;
    }

    private long Fold(TimeSpan now)
    {
        var seen = _published.Tally.Count;
        var fresh = seen - _folded;
        if (fresh == 0)
            return seen;

        _folded = seen;
        _counters.Successes += fresh;
        _average = _average.Succeed(fresh);
        _calls?.Succeed(fresh, now);
        var next = _circuit.Step(CircuitInput.Succeed(_circuit.Generation), now, _policy).Next;
        if (!ReferenceEquals(next, _circuit))
        {
            _circuit = next;
            _published = new(next, _published.Tally);
        }
        return seen;
    }

    private CircuitReply Commit(in CircuitStep step, TimeSpan now, bool renewed = false)
    {
        var (before, after) = (_circuit, step.Next);
        if (step.Observed != TransitionCause.None && after.Mode == CircuitMode.ObserveOnly)
            Tell(new TripNotTaken(Peer, step.Observed, StatsLocked(now)));
        if (ReferenceEquals(before, after))
            return step.Reply;

        _circuit = after;
        if (before.Generation == after.Generation)
            _published = new(after, _published.Tally);
        else
            Leave(before, after, now, renewed);
        Account(before, after, now);
        if (before.Deadline != after.Deadline)
            Tell(new DeadlineMoved(Peer));
        return step.Reply;
    }

    // Renewed: another incarnation or epoch, and nothing else. A peer keeps its record.
    private void Leave(Circuit before, Circuit after, TimeSpan now, bool renewed)
    {
        _published.Tally.Seal();
        _counters.Successes += _published.Tally.Count - _folded;
        _folded = 0;
        _probeDeadlines?.Clear();
        if (!renewed)
        {
            _calls?.Clear();
            _session?.Clear();
        }
        if (after.State == CircuitState.Open && before.State != CircuitState.Open)
        {
            _counters.Trips++;
            if (after.Mode == CircuitMode.Automatic)
                Signs.Tripped(now);
        }

        _published = new(after, new GenerationTally());
        if (after is { State: CircuitState.Closed, Mode: CircuitMode.Automatic } && IsCharged)
            Tell(new EvidenceStands(Peer));
        if (before.State != after.State)
            _transitions = _transitions.Plus(TransitionKinds.Of(before.State, after.State));
        if (before.State != after.State || before.Mode != after.Mode)
        {
            Tell(new CircuitTransition(
                Peer, before.State, after.State, after.Cause, after.LastFailure, StatsLocked(now)));
        }
    }

    private void Tell(IGateNotice notice)
    {
        if (_retired)
            return;
        BeginDetour();
        _tell(notice);
    }
}
