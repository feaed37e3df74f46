using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>
/// Books kept from the events alone: permits out, failures since the last success, successes of probes, trips. It
/// knows no rule by which the circuit decides, only what must add up.
/// </summary>
internal sealed class CircuitLedger
{
    private readonly Dictionary<OutcomeSource, int> _failures = [];
    private readonly List<long> _probes = [];
    private int _successfulProbes;
    private TimeSpan? _halfOpenEndsBy;

    public int Trips { get; private set; }

    public int Closings { get; private set; }

    public int Probes { get; private set; }

    public int StaleOutcomes { get; private set; }

    /// <summary>Books a change that time alone made.</summary>
    public void Elapsed(Circuit before, Circuit after)
    {
        Assert.Equal(before.Generation + 1, after.Generation);
        Assert.Contains(after.Cause, new[]
        {
            TransitionCause.OpenExpired, TransitionCause.HalfOpenExpired, TransitionCause.ForceExpired,
        });
        Changed(before, after, renewed: false);
    }

    /// <summary>Books an event and what the circuit made of it, after time has changed what it changes.</summary>
    public void Happened(HistoryEvent e, Circuit before, CircuitStep did, CircuitPolicy policy)
    {
        var after = did.Next;
        if (did.Reply is CircuitReply.Stale or CircuitReply.Rejected or CircuitReply.Refused)
            Assert.Same(before, after);
        if (IsOutcome(e) && e.Generation != before.Generation)
            Assert.Equal(CircuitReply.Stale, did.Reply);
        if (did.Reply == CircuitReply.Stale)
            StaleOutcomes++;

        if (did.Reply == CircuitReply.Admitted && before.State == CircuitState.HalfOpen)
            BookProbe(e, after, policy);
        if (did.Reply == CircuitReply.Recorded)
            BookOutcome(e, before, did, policy);
        if (after.Generation != before.Generation)
            Changed(before, after, e.What == Happening.Renew);

        Assert.Equal(_probes.Count, after.ProbesInFlight);
        Assert.InRange(_probes.Count, 0, policy.HalfOpenMaxCalls);
        Assert.All(_probes, generation => Assert.Equal(after.Generation, generation));
        Assert.True(after.State != CircuitState.HalfOpen || _halfOpenEndsBy is null || e.At < _halfOpenEndsBy);
    }

    private void BookProbe(HistoryEvent e, Circuit after, CircuitPolicy policy)
    {
        Probes++;
        _probes.Add(after.Generation);
        var answers = policy.SuccessThreshold * e.Time!.Value;
        _halfOpenEndsBy ??= e.At + (answers > policy.OpenTimeout ? answers : policy.OpenTimeout);
    }

    private void BookOutcome(HistoryEvent e, Circuit before, CircuitStep did, CircuitPolicy policy)
    {
        if (before.State == CircuitState.HalfOpen && IsOutcome(e))
        {
            Assert.True(_probes.Remove(before.Generation));
            if (e.What == Happening.Succeed)
                _successfulProbes++;
            Assert.Equal(_successfulProbes == policy.SuccessThreshold, did.Next.State == CircuitState.Closed);
        }
        if (before.State == CircuitState.Closed && before.Mode != CircuitMode.Off)
            BookWhileClosed(e, before, did, policy);
    }

    private void BookWhileClosed(HistoryEvent e, Circuit before, CircuitStep did, CircuitPolicy policy)
    {
        if (e.What is Happening.Succeed or Happening.ReportSuccess)
            _failures[SourceOf(e)] = 0;
        if (e.What is not (Happening.Fail or Happening.ReportFailure))
            return;

        var run = _failures[SourceOf(e)] = _failures.GetValueOrDefault(SourceOf(e)) + 1;
        var due = run >= policy.FailureThreshold || e.OverRate;
        var opens = before.Mode == CircuitMode.Automatic && !e.Declined;
        Assert.Equal(due && opens, did.Next.State == CircuitState.Open);
        Assert.Equal(
            due && !opens && before.Mode is (CircuitMode.Automatic or CircuitMode.ObserveOnly),
            did.Observed != TransitionCause.None);
        if (did.Observed != TransitionCause.None)
            _failures.Clear();
    }

    private void Changed(Circuit before, Circuit after, bool renewed)
    {
        Assert.Equal(before.Generation + 1, after.Generation);
        _probes.Clear();
        _successfulProbes = 0;
        if (!renewed) // which keeps failures and deadline
        {
            _failures.Clear();
            _halfOpenEndsBy = null;
        }
        if (before.State != CircuitState.Open && after.State == CircuitState.Open)
            Trips++;
        if (before.State == CircuitState.HalfOpen && after.Cause == TransitionCause.ProbesSucceeded)
            Closings++;
    }

    private static OutcomeSource SourceOf(HistoryEvent e) =>
        e.What is Happening.ReportFailure or Happening.ReportSuccess ? OutcomeSource.Calls : e.Source;

    private static bool IsOutcome(HistoryEvent e) => e.What is Happening.Succeed or Happening.Fail or Happening.Ignore;
}
