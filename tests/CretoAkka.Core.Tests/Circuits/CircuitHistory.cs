using CretoAkka.Core.Circuits;
using CsCheck;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>When a step of a history happens.</summary>
public enum Pause { None, Random, ToDeadline, JustBeforeDeadline, JustAfterDeadline, Minutes }

/// <summary>What a generator chooses of a step; the rest depends on how far the history has come.</summary>
public sealed record HistoryStep(Happening What, Pause Pause, int Choice, bool Odd);

/// <summary>A policy and what happens under it.</summary>
public sealed record CircuitHistory(CircuitPolicy Policy, HistoryStep[] Steps)
{
    // Naive steps reach half-open once in a hundred, and close again hardly ever: so there is foul weather, in which
    // most fails, and fair weather, in which most succeeds and time goes by slowly.
    private static readonly Gen<HistoryStep[]> Foul = Weather(succeed: 8, fail: 40, toDeadline: 20);
    private static readonly Gen<HistoryStep[]> Fair = Weather(succeed: 60, fail: 3, toDeadline: 5);

    private static readonly Gen<HistoryStep[]> Spells =
        Gen.Frequency((1, Foul), (1, Fair)).Array[1, 6].Select(spells => spells.SelectMany(spell => spell).ToArray());

    private static readonly Gen<CircuitPolicy> Policies =
        from failures in Gen.Int[1, 4]
        from successes in Gen.Int[1, 4]
        from calls in Gen.Int[1, 3]
        from timeout in Gen.OneOf(Gen.Const(1), Gen.Const(10))
        from factor in Gen.Int[1, 3]
        from maximum in Gen.OneOf(Gen.Const(1), Gen.Const(7), Gen.Const(100_000))
        from mode in Gen.Frequency(
            (8, Gen.Const(CircuitMode.Automatic)),
            (1, Gen.Const(CircuitMode.ObserveOnly)),
            (1, Gen.Const(CircuitMode.Off)))
        select new CircuitPolicy
        {
            FailureThreshold = failures,
            SuccessThreshold = successes,
            HalfOpenMaxCalls = calls,
            OpenTimeout = TimeSpan.FromSeconds(timeout),
            Backoff = new BackoffPolicy(factor, TimeSpan.FromSeconds(timeout * maximum), 0),
            Mode = mode,
        };

    public static readonly Gen<CircuitHistory> Any =
        Gen.Select(Policies, Spells, (policy, steps) => new CircuitHistory(policy, steps));

    public override string ToString() => $"{Policy}\n{string.Join('\n', Steps.Select(step => step.ToString()))}";

    private static Gen<HistoryStep[]> Weather(int succeed, int fail, int toDeadline) =>
        Gen.Select(
            Happenings(succeed, fail), Pauses(toDeadline), Gen.Int[0, 999], Gen.Bool,
            (what, pause, choice, odd) => new HistoryStep(what, pause, choice, odd)).Array[1, 25];

    private static Gen<Happening> Happenings(int succeed, int fail) => Gen.Frequency(
        (60, Gen.Const(Happening.Admit)),
        (succeed, Gen.Const(Happening.Succeed)),
        (fail, Gen.Const(Happening.Fail)),
        (6, Gen.Const(Happening.Ignore)),
        (3, Gen.Const(Happening.Tick)),
        (2, Gen.Const(Happening.ReportSuccess)),
        (2, Gen.Const(Happening.ReportFailure)),
        (4, Gen.Const(Happening.Answer)),
        (1, Gen.Const(Happening.Renew)),
        (1, Gen.Const(Happening.ForceOpen)),
        (1, Gen.Const(Happening.ForceClose)),
        (1, Gen.Const(Happening.Reset)),
        (1, Gen.Const(Happening.SetMode)),
        (2, Gen.Const(Happening.Evict)),
        (1, Gen.Const(Happening.Trust)),
        (1, Gen.Const(Happening.Reconsider)),
        (1, Gen.Const(Happening.Quarantine)),
        (4, Gen.Const(Happening.ReleaseQuarantine)));

    private static Gen<Pause> Pauses(int toDeadline) => Gen.Frequency(
        (60, Gen.Const(Pause.None)),
        (12, Gen.Const(Pause.Random)),
        (toDeadline, Gen.Const(Pause.ToDeadline)),
        (2, Gen.Const(Pause.JustBeforeDeadline)),
        (2, Gen.Const(Pause.JustAfterDeadline)),
        (1, Gen.Const(Pause.Minutes)));
}
