using CretoAkka.Core.Circuits;

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
        _calls?.Succeed(fresh, now);
        var next = _circuit.Step(CircuitInput.Succeed(_circuit.Generation), now, _policy).Next;
        if (!ReferenceEquals(next, _circuit))
        {
            _circuit = next;
            _published = new(next, _published.Tally);
        }
        return seen;
    }

    private CircuitReply Commit(in CircuitStep step, TimeSpan now)
    {
        var (before, after) = (_circuit, step.Next);
        if (step.Observed != TransitionCause.None)
            _tell(new TripNotTaken(Peer, step.Observed, StatsLocked(now)));
        if (ReferenceEquals(before, after))
            return step.Reply;

        _circuit = after;
        if (before.Generation == after.Generation)
            _published = new(after, _published.Tally);
        else
            Leave(before, after, now);
        if (before.Deadline != after.Deadline)
            _tell(new DeadlineMoved(Peer));
        return step.Reply;
    }

    private void Leave(Circuit before, Circuit after, TimeSpan now)
    {
        _published.Tally.Seal();
        _counters.Successes += _published.Tally.Count - _folded;
        _folded = 0;
        _probeDeadlines.Clear();
        if (!IsRenewal(before, after))
        {
            _calls?.Clear();
            _session?.Clear();
        }
        if (after.State == CircuitState.Open && before.State != CircuitState.Open)
            _counters.Trips++;

        _published = new(after, new GenerationTally());
        if (before.State != after.State || before.Mode != after.Mode)
        {
            _tell(new CircuitTransition(
                Peer, before.State, after.State, after.Cause, after.LastFailure, StatsLocked(now)));
        }
    }

    // The peer is another process, and nothing else changed: what it failed at is remembered.
    private static bool IsRenewal(Circuit before, Circuit after) =>
        (before.State, before.Mode, before.EnteredAt, before.FailureRuns)
        == (after.State, after.Mode, after.EnteredAt, after.FailureRuns);
}
