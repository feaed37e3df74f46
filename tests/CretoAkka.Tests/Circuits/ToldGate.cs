using System.Collections.Immutable;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Circuits;

/// <summary>What can be asked of a gate or told to it.</summary>
internal enum Act
{
    Admit, Succeed, Fail, Ignore, ReportSuccess, ReportFailure, Reset, ForceOpen, ForceClose, Observe, Off, Automatic,
    Quarantine, Release, Renew,
}

/// <summary>One act; <paramref name="Permit"/> names the permit that is taken or used.</summary>
internal readonly record struct Told(Act Act, int Permit);

/// <summary>
/// A gate's dumb twin, as a value: every outcome is told to the circuit by itself, in one order, and counted by hand.
/// </summary>
internal sealed record ToldGate(
    Circuit Circuit,
    ImmutableList<bool> Window,
    CircuitStats Counted,
    ImmutableDictionary<int, long> Permits)
{
    public static ToldGate Create(Circuit circuit) => new(circuit, [], default, ImmutableDictionary<int, long>.Empty);

    /// <summary>What the twin shows at that time.</summary>
    public CircuitStats Stats(TimeSpan now) => Counted with
    {
        State = Circuit.State,
        Mode = Circuit.Mode,
        Generation = Circuit.Generation,
        Cause = Circuit.Cause,
        ConsecutiveFailures = Circuit.FailureRuns.Longest,
        ProbesInFlight = Circuit.ProbesInFlight,
        ProbesSucceeded = Circuit.ProbesSucceeded,
        TimeInState = now - Circuit.EnteredAt,
        ChangesIn = Circuit.Deadline is { } end ? end > now ? end - now : TimeSpan.Zero : null,
        RetryAfter = Circuit.RetryAfter(now),
    };

    public ToldGate Elapse(TimeSpan now, CircuitPolicy policy)
    {
        var gate = this;
        for (var next = Circuit.Elapse(now, policy); next != gate.Circuit; next = gate.Circuit.Elapse(now, policy))
            gate = gate.Move(next, keepsRecord: false);
        return gate;
    }

    public (ToldGate Next, object Reply) Step(Told told, TimeSpan now, CircuitPolicy policy, FailureRateRule rule) =>
        told.Act switch
        {
            Act.Admit => Admit(told.Permit, now, policy),
            Act.Succeed or Act.Fail or Act.Ignore => Permits.TryGetValue(told.Permit, out var generation)
                ? Complete(told.Act, generation, now, policy, rule)
                : (this, CompletionReply.UnknownPermit),
            Act.ReportSuccess => Outcome(Act.Succeed, CircuitInput.ReportSuccess(), now, policy, rule),
            Act.ReportFailure => Outcome(
                Act.Fail, CircuitInput.ReportFailure(null, Trips(rule), FailureCause.Reported), now, policy, rule),
            _ => Command(told.Act, now, policy),
        };

    public static CircuitInput Input(Act act) => act switch
    {
        Act.Reset => CircuitInput.Reset(),
        Act.ForceOpen => CircuitInput.ForceOpen(),
        Act.ForceClose => CircuitInput.ForceClose(),
        Act.Observe => CircuitInput.SetMode(CircuitMode.ObserveOnly),
        Act.Off => CircuitInput.SetMode(CircuitMode.Off),
        Act.Automatic => CircuitInput.SetMode(CircuitMode.Automatic),
        Act.Quarantine => CircuitInput.Quarantine(),
        Act.Release => CircuitInput.ReleaseQuarantine(),
        _ => CircuitInput.Renew(),
    };

    private (ToldGate, object) Admit(int permit, TimeSpan now, CircuitPolicy policy)
    {
        var step = Circuit.Step(CircuitInput.Admit(TestSettings.RequestTimeout), now, policy);
        var admitted = step.Reply == CircuitReply.Admitted;
        var gate = Move(step.Next, keepsRecord: false);
        return (admitted
            ? gate with { Permits = Permits.SetItem(permit, gate.Circuit.Generation) }
            : gate with { Counted = Counted with { Rejected = Counted.Rejected + 1 } }, admitted);
    }

    private (ToldGate, object) Complete(
        Act act, long generation, TimeSpan now, CircuitPolicy policy, FailureRateRule rule) => Outcome(act, act switch
        {
            Act.Succeed => CircuitInput.Succeed(generation),
            Act.Fail => CircuitInput.Fail(generation, FailureCause.Exception, OutcomeSource.Calls, Trips(rule)),
            _ => CircuitInput.Ignore(generation),
        }, now, policy, rule);

    private (ToldGate, object) Outcome(
        Act act, in CircuitInput input, TimeSpan now, CircuitPolicy policy, FailureRateRule rule)
    {
        var step = Circuit.Step(input, now, policy);
        if (step.Reply == CircuitReply.Stale)
            return (this with { Counted = Counted with { Stale = Counted.Stale + 1 } }, CompletionReply.Stale);
        if (Circuit.Mode == CircuitMode.Off)
            return (Move(step.Next, keepsRecord: false), CompletionReply.Recorded);

        var gate = this with { Counted = Count(act) };
        if (Circuit.State == CircuitState.Closed && act != Act.Ignore)
            gate = gate with { Window = Last(Window.Add(act == Act.Fail), rule.Capacity) };
        if (step.Observed != TransitionCause.None)
            gate = gate with { Window = [] };
        return (gate.Move(step.Next, keepsRecord: false), CompletionReply.Recorded);
    }

    private (ToldGate, object) Command(Act act, TimeSpan now, CircuitPolicy policy)
    {
        var step = Circuit.Step(Input(act), now, policy);
        return (Move(step.Next, keepsRecord: act == Act.Renew), step.Reply);
    }

    private ToldGate Move(Circuit next, bool keepsRecord) => this with
    {
        Circuit = next,
        Window = next.Generation == Circuit.Generation || keepsRecord ? Window : [],
        Counted = next.State == CircuitState.Open && Circuit.State != CircuitState.Open
            ? Counted with { Trips = Counted.Trips + 1 }
            : Counted,
    };

    private CircuitStats Count(Act act) => act switch
    {
        Act.Succeed => Counted with { Successes = Counted.Successes + 1 },
        Act.Fail => Counted with { Failures = Counted.Failures + 1 },
        _ => Counted with { Neutral = Counted.Neutral + 1 },
    };

    private bool Trips(FailureRateRule rule)
    {
        if (Circuit.State != CircuitState.Closed)
            return false;
        var with = Last(Window.Add(true), rule.Capacity);
        return with.Count >= rule.MinimumOutcomes
            && (double)with.Count(failed => failed) / with.Count >= rule.FailureRate;
    }

    private static ImmutableList<bool> Last(ImmutableList<bool> window, int capacity) =>
        window.Count > capacity ? window.RemoveAt(0) : window;
}
