using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Simulation.Links;

/// <content>What outcomes do.</content>
internal sealed partial class Gate
{
    private CircuitStep Succeed(Permit permit, TimeSpan now)
    {
        if (permit.Generation == Circuit.Generation && Circuit.AdmitsFreely)
        {
            _average = _average.Succeed(1);
            if (permit.Source == OutcomeSource.Session)
                _sessions.Succeed(1, now);
        }
        return Circuit.Step(CircuitInput.Succeed(permit.Generation, permit.Source), now, _policy);
    }

    private CircuitStep Fail(Permit permit, FailureCause cause, TimeSpan now)
    {
        if (permit.Generation != Circuit.Generation || Circuit.State != CircuitState.Closed)
            return Circuit.Step(CircuitInput.Fail(permit.Generation, cause, permit.Source), now, _policy);

        var isSession = permit.Source == OutcomeSource.Session;
        var input = CircuitInput.Fail(
            permit.Generation, cause, permit.Source, isSession && _sessions.WouldTrip(now));
        _average = _average.Fail();
        var step = Judge(input, IsolationRank.Open, _average, now);
        if (isSession)
            _sessions.Fail(now);
        if (step.Observed != TransitionCause.None)
            _sessions.Clear();
        return step;
    }

    private CircuitStep Judge(in CircuitInput input, IsolationRank rank, OutcomeAverage average, TimeSpan now)
    {
        var step = Circuit.Step(input, now, _policy);
        if (Circuit.State != CircuitState.Closed || step.Next.State == CircuitState.Closed || _quorum is null)
            return step;
        var refusal = _quorum.TryTake(new(Peer, rank, average.Value), now);
        return refusal == IsolationRefusal.None ? step : Circuit.Step(input.Declined(), now, _policy);
    }
}
