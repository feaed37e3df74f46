namespace CretoAkka.Core.Latency;

/// <summary>
/// How good a peer looks from here, from 0 (useless) to 1 (perfect): what alternatives are ranked by.
/// </summary>
/// <remarks>
/// <code>
/// score   = 0.5 x success + 0.3 x speed + 0.2 x recency
/// success = (rate x outcomes + 0.5 x 5) / (outcomes + 5)   few outcomes weigh little against even odds
/// speed   = reference / (reference + latency)              0.5 at the reference, 1/3 at twice it; 0.5 if unknown
/// recency = 2 ^ -(time since the last answer / 30 s)       0 if asked and never answered; 0.5 if never asked
/// </code>
/// A peer that nothing is known of scores 0.5: below one that is measured, answers at the usual pace and is well
/// (0.85), above one that is measured and fails. Pure.
/// </remarks>
public static class HealthScore
{
    /// <summary>The score of a peer that nothing is known of.</summary>
    public const double Unknown = 0.5;

    private const double SuccessWeight = 0.5;
    private const double SpeedWeight = 0.3;
    private const double RecencyWeight = 0.2;
    private const double PriorOutcomes = 5;
    private static readonly TimeSpan HalfLife = TimeSpan.FromSeconds(30);

    /// <summary>The score.</summary>
    /// <param name="successRate">Successes among outcomes, from 0 to 1; what lies outside is clamped.</param>
    /// <param name="outcomes">How many outcomes that rate rests on.</param>
    /// <param name="latency">A typical latency of the peer; null: none was measured.</param>
    /// <param name="reference">What to hold it against: the median peer's, or the base timeout.</param>
    /// <param name="sinceLastAnswer">How long ago the peer last answered; null: it never did.</param>
    public static double Of(
        double successRate, long outcomes, TimeSpan? latency, TimeSpan reference, TimeSpan? sinceLastAnswer) =>
        SuccessWeight * Success(successRate, Math.Max(outcomes, 0))
        + SpeedWeight * Speed(latency, reference)
        + RecencyWeight * Recency(sinceLastAnswer, outcomes);

    private static double Success(double rate, long outcomes)
    {
        // Not a number compares as nothing and counts as no success.
        var clamped = rate >= 1 ? 1 : rate > 0 ? rate : 0;
        return (clamped * outcomes + Unknown * PriorOutcomes) / (outcomes + PriorOutcomes);
    }

    private static double Speed(TimeSpan? latency, TimeSpan reference)
    {
        if (latency is not { } measured || reference <= TimeSpan.Zero)
            return Unknown;
        var scale = (double)reference.Ticks;
        return scale / (scale + Math.Max(measured.Ticks, 0));
    }

    private static double Recency(TimeSpan? sinceLastAnswer, long outcomes) => sinceLastAnswer switch
    {
        { } since => Math.Pow(2, -Math.Max(since / HalfLife, 0)),
        null => outcomes > 0 ? 0 : Unknown,
    };
}
