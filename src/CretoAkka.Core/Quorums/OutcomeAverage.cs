namespace CretoAkka.Core.Quorums;

/// <summary>
/// How badly a peer has done of late: an exponential average of its outcomes, a failure 1 and a success 0, in which
/// each new outcome weighs 0.2. Immutable.
/// </summary>
/// <param name="Value">From 0, all successes, to 1, all failures.</param>
public readonly record struct OutcomeAverage(double Value)
{
    private const double Weight = 0.2;

    /// <summary>One failure more.</summary>
    public OutcomeAverage Fail() => new(Value + Weight * (1 - Value));

    /// <summary>So many successes more.</summary>
    public OutcomeAverage Succeed(long count) => Value == 0 ? this : new(Value * Math.Pow(1 - Weight, count));
}
