using CretoAkka.Core.Circuits;
using CsCheck;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>
/// The circuit as an executable specification: actions, requirements in the words of the decisions, and faults that
/// show that each requirement can fail. It knows the words of the code (states, modes, causes) and none of its rules.
/// </summary>
internal static partial class CircuitSpec
{
    /// <summary>The outcomes that a permit of an earlier generation may end with.</summary>
    public static readonly string[] Outcomes = ["success", "failure", "neutral"];

    /// <summary>The modes that settings can ask for.</summary>
    public static readonly CircuitMode[] Modes = [CircuitMode.Automatic, CircuitMode.ObserveOnly, CircuitMode.Off];

    /// <summary>How long a force lasts: until released, or for a time.</summary>
    public static int[] Holds(SpecNumbers numbers) => [0, numbers.Hold];

    /// <summary>The specification without planted faults.</summary>
    public static Spec<SpecState> Of(SpecNumbers numbers) => Require(Actions(numbers), numbers);

    private static Spec<SpecState> Actions(SpecNumbers numbers)
    {
        var steps = new SpecSteps(numbers);
        return Spec.From(new SpecState())
            .Action("Admit", steps.Admit)
            .Action("Succeed", HasPermit, steps.Succeed)
            .Action("Fail", HasPermit, steps.Fail)
            .Action("FailOverRate", HasPermit, steps.FailOverRate)
            .Action("FailDeclined", HasPermit, steps.FailDeclined)
            .Action("Ignore", HasPermit, steps.Ignore)
            .Action("Late", Outcomes, (s, _) => s.Aged, (s, _) => steps.Stale(s))
            .Action("Unpermitted", Outcomes, (s, _) => !HasPermit(s), (s, _) => steps.Stale(s))
            .Action("ReportSuccess", steps.ReportSuccess)
            .Action("ReportFailure", steps.ReportFailure)
            .Action("ReportOldFailure", steps.ReportOldFailure)
            .Action("Answer", steps.Answer)
            .Action("LateAnswer", s => s.Aged, steps.Stale)
            .Action("Tick", steps.Tick)
            .Action("ForceOpen", Holds(numbers), steps.ForceOpen)
            .Action("ForceClose", Holds(numbers), steps.ForceClose)
            .Action("Reset", steps.Reset)
            .Action("SetMode", Modes, steps.SetMode)
            .Action("Quarantine", steps.Quarantine)
            .Action("ReleaseQuarantine", steps.ReleaseQuarantine)
            .Action("Renew", steps.Renew)
            .Action("DeclineForce", s => s.At == CircuitState.Closed, s => SpecSteps.Say(s, CircuitReply.Declined))
            .Action("DeclineQuarantine", s => s.At == CircuitState.Closed, steps.DeclineQuarantine)
            .Action("Evict", steps.Evict)
            .Action("Reconsider", steps.Reconsider)
            .Action("Trust", steps.Trust);
    }

    private static bool HasPermit(SpecState s) => s.At == CircuitState.Closed || s.Out > 0;
}
