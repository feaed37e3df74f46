using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>A configuration of the specification; times are counted in units, so that they are few.</summary>
/// <param name="Name">Names the case in a test's output.</param>
/// <param name="Policy">What the real circuit is given.</param>
/// <param name="InForce">The timeout of each probe.</param>
/// <param name="Unit">Divides every time of the configuration.</param>
/// <param name="Hold">How long a timed force lasts, in units.</param>
public sealed record SpecNumbers(string Name, CircuitPolicy Policy, TimeSpan InForce, TimeSpan Unit, int Hold)
{
    /// <summary>Every threshold 1; half-open lasts as long as its one probe may.</summary>
    public static readonly SpecNumbers Ones = new(
        "ones",
        new CircuitPolicy { FailureThreshold = 1, SuccessThreshold = 1, HalfOpenMaxCalls = 1 },
        InForce: TimeSpan.FromSeconds(60),
        Unit: TimeSpan.FromSeconds(15),
        Hold: 1);

    /// <summary>The critical profile: more successes are needed than probes may be in flight.</summary>
    public static readonly SpecNumbers Critical = new(
        "critical",
        new CircuitPolicy { FailureThreshold = 2, SuccessThreshold = 5, OpenTimeout = TimeSpan.FromSeconds(120) },
        InForce: TimeSpan.FromSeconds(10),
        Unit: TimeSpan.FromSeconds(60),
        Hold: 1);

    /// <summary>The defaults, with answers slow enough that they decide how long half-open lasts.</summary>
    public static readonly SpecNumbers Defaults = new(
        "defaults",
        CircuitPolicy.Default,
        InForce: TimeSpan.FromSeconds(20),
        Unit: TimeSpan.FromSeconds(10),
        Hold: 2);

    public static TheoryData<SpecNumbers> All => [Ones, Critical, Defaults];

    public int Timeout => Units(Policy.OpenTimeout);

    /// <summary>How long half-open lasts from its first probe.</summary>
    public int Bound => Math.Max(Timeout, Policy.SuccessThreshold * Units(InForce));

    public override string ToString() => Name;

    // Only whole units matter: what is shorter than one never decides a bound above.
    private int Units(TimeSpan time) => (int)(time / Unit);
}
