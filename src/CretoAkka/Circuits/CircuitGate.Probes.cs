using CretoAkka.Calls;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Circuits;

/// <content>What a session's pings and markers show. Their failures run apart from those of calls.</content>
internal sealed partial class CircuitGate
{
    private long _markerInterval;

    /// <summary>How far apart markers leave: the session's rule looks back far enough to judge by them.</summary>
    public void MarkersEvery(TimeSpan interval) => Volatile.Write(ref _markerInterval, interval.Ticks);

    /// <summary>Asks for a permit for a ping or a marker. A refusal is nobody's rejection.</summary>
    public bool TryAdmitProbe(TimeSpan now, TimeSpan timeout, out Admission admission)
    {
        var circuit = _published.Circuit;
        admission = new(circuit.Generation, null);
        if (circuit.State == CircuitState.Closed)
            return true;

        lock (_lock)
        {
            now = Enter();
            var reply = Commit(_circuit.Step(CircuitInput.Admit(timeout), now, _policy), now);
            admission = new(_circuit.Generation, null);
            return reply == CircuitReply.Admitted;
        }
    }

    /// <summary>A bulk message arrived, or was lost: which no circuit opens for.</summary>
    public void CountBulk(bool arrived)
    {
        lock (_lock)
        {
            var now = Enter();
            var generation = _circuit.Generation;
            var input = arrived
                ? CircuitInput.Succeed(generation, OutcomeSource.Bulk)
                : CircuitInput.Fail(generation, FailureCause.Loss, OutcomeSource.Bulk);
            Commit(_circuit.Step(input, now, _policy), now);
        }
    }

    /// <summary>A ping or a marker ended.</summary>
    public CompletionReply CompleteProbe(in Admission admission, Outcome outcome, FailureCause cause)
    {
        lock (_lock)
        {
            var now = Enter();
            var generation = admission.Generation;
            SessionWindow?.Spacing = new TimeSpan(Volatile.Read(ref _markerInterval));
            if (outcome == Outcome.Failure)
                return Fail(generation, cause, OutcomeSource.Session, now);

            if (outcome == Outcome.Success && generation == _circuit.Generation && _circuit.AdmitsFreely)
            {
                SessionWindow?.Succeed(1, now);
                _average = _average.Succeed(1);
            }
            var input = outcome == Outcome.Success
                ? CircuitInput.Succeed(generation, OutcomeSource.Session)
                : CircuitInput.Ignore(generation);
            return Settle(_circuit.Step(input, now, _policy), outcome, cause, now);
        }
    }
}
