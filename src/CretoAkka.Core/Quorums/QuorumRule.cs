namespace CretoAkka.Core.Quorums;

/// <summary>How much a membership tolerates and how much makes a quorum. Weights; ourselves included.</summary>
/// <param name="Total">n: the weight of all members. At least 1.</param>
/// <param name="Faulty">f: the weight that may be faulty.</param>
/// <param name="Quorum">Q: two sets of this weight share a correct member.</param>
/// <remarks>
/// Byzantine: f = (n - 1) / 3, Q = ceil((n + f + 1) / 2) (Castro and Liskov, OSDI 1999, for n that need not be
/// 3f + 1). Crash: f = (n - 1) / 2, Q = n / 2 + 1. Divisions round down. Q is never more than n - f.
/// </remarks>
public readonly record struct QuorumRule(Int128 Total, Int128 Faulty, Int128 Quorum)
{
    /// <summary>The rule of a membership.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is less than 1.</exception>
    public static QuorumRule Of(FaultModel model, Int128 total)
    {
        if (total < 1)
            throw new ArgumentOutOfRangeException(nameof(total), total, "A membership weighs at least 1.");
        if (model == FaultModel.Crash)
            return new(total, (total - 1) / 2, total / 2 + 1);

        var faulty = (total - 1) / 3;
        return new(total, faulty, (total + faulty + 2) / 2);
    }
}
