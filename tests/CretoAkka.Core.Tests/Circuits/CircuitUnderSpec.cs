using CretoAkka.Core.Circuits;
using CsCheck;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>The real circuit, driven along the transitions of the specification.</summary>
internal sealed class CircuitUnderSpec(SpecNumbers numbers)
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    private Circuit _circuit = Circuit.Create(numbers.Policy);
    private CircuitMode _configured = numbers.Policy.Mode;
    private TimeSpan _now = TimeSpan.FromHours(1);
    private TimeSpan _began = TimeSpan.FromHours(1);

    public CircuitUnderSpec Copy() => new(numbers)
    {
        _circuit = _circuit,
        _configured = _configured,
        _now = _now,
        _began = _began,
    };

    /// <summary>Takes one step, and tells how the circuit differs from the specification; null: not.</summary>
    public string? Follow(Transition<SpecState> step)
    {
        if (step.Action == "Tick")
            _now += numbers.Unit;
        if (step.Action == "SetMode")
            _configured = CircuitSpec.Modes[step.ArgIndex];

        var generation = _circuit.Generation;
        var did = _circuit.Step(Input(step), _now, numbers.Policy with { Mode = _configured });
        _circuit = did.Next;
        var renewed = _circuit.Generation - generation;
        if (renewed != 0)
            _began = _now;

        var seen = Seen(did, renewed != 0);
        var expected = step.After with { Age = 0 };
        return renewed > 1 ? "two generations in one step" : seen == expected ? null : $"{seen} instead of {expected}";
    }

    private SpecState Seen(CircuitStep did, bool renewed) => new()
    {
        At = _circuit.State,
        Mode = _circuit.Mode,
        Configured = _configured,
        Cause = _circuit.Cause,
        Suspected = _circuit.IsSuspected,
        Run = Math.Min(_circuit.FailureRuns.Calls, numbers.Policy.FailureThreshold),
        Out = _circuit.ProbesInFlight,
        Good = _circuit.ProbesSucceeded,
        Left = _circuit.Deadline is { } at ? (int)((at - _now) / numbers.Unit) : 0,
        Aged = _circuit.Generation > 0,
        Reply = did.Reply,
        Renewed = renewed,
        Announced = did.Observed != TransitionCause.None,
    };

    private CircuitInput Input(Transition<SpecState> step) => step.Action switch
    {
        "Admit" => CircuitInput.Admit(numbers.InForce),
        "Succeed" => CircuitInput.Succeed(_circuit.Generation),
        "Fail" => CircuitInput.Fail(_circuit.Generation),
        "FailOverRate" => CircuitInput.Fail(_circuit.Generation, rateExceeded: true),
        "FailDeclined" => CircuitInput.Fail(_circuit.Generation).Declined(),
        "Ignore" => CircuitInput.Ignore(_circuit.Generation),
        "Late" => Outcome(step.ArgIndex, _circuit.Generation - 1),
        "Unpermitted" => Outcome(step.ArgIndex, _circuit.Generation),
        "ReportSuccess" => CircuitInput.ReportSuccess(),
        "ReportFailure" => CircuitInput.ReportFailure(_began),
        "ReportOldFailure" => CircuitInput.ReportFailure(_began - Instant),
        "Answer" => CircuitInput.Answer(_circuit.Generation),
        "LateAnswer" => CircuitInput.Answer(_circuit.Generation - 1),
        "Tick" => CircuitInput.Tick,
        "ForceOpen" => CircuitInput.ForceOpen(Hold(step.ArgIndex)),
        "ForceClose" => CircuitInput.ForceClose(Hold(step.ArgIndex)),
        "Reset" => CircuitInput.Reset(),
        "SetMode" => CircuitInput.SetMode(_configured),
        "Quarantine" => CircuitInput.Quarantine(),
        "ReleaseQuarantine" => CircuitInput.ReleaseQuarantine(),
        "Renew" => CircuitInput.Renew(),
        "DeclineForce" => CircuitInput.ForceOpen().Declined(),
        "DeclineQuarantine" => CircuitInput.Quarantine().Declined(),
        "Evict" => CircuitInput.Evict(),
        "Reconsider" => CircuitInput.Reconsider(),
        "Trust" => CircuitInput.Trust(),
        var other => throw new ArgumentException(other, nameof(step)),
    };

    private static CircuitInput Outcome(int index, long generation) => CircuitSpec.Outcomes[index] switch
    {
        "success" => CircuitInput.Succeed(generation),
        "failure" => CircuitInput.Fail(generation),
        _ => CircuitInput.Ignore(generation),
    };

    private TimeSpan? Hold(int index) =>
        CircuitSpec.Holds(numbers)[index] is > 0 and var units ? units * numbers.Unit : null;
}
