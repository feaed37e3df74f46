namespace CretoAkka.Core.Circuits;

/// <summary>How the open period grows from trip to trip.</summary>
/// <param name="Factor">What each further trip multiplies the period by; 1 leaves it as it is. At least 1.</param>
/// <param name="Maximum">The longest period, jitter included; less than the base period means the base period.</param>
/// <param name="Jitter">The largest share of a period that is taken off it at random. From 0 to 1, exclusive.</param>
public sealed record BackoffPolicy(double Factor, TimeSpan Maximum, double Jitter)
{
    /// <summary>Every period is the base period.</summary>
    public static readonly BackoffPolicy None = new(1, TimeSpan.MaxValue, 0);

    /// <summary>Whether periods grow at all.</summary>
    public bool Grows => Factor > 1;

    /// <summary>The period after earlier trips: base x factor^exponent, clamped, then jittered.</summary>
    /// <param name="basePeriod">The period of a first trip.</param>
    /// <param name="exponent">Earlier trips that still count.</param>
    /// <param name="seed">Decides the jitter: the same seed gives the same period.</param>
    public TimeSpan Period(TimeSpan basePeriod, int exponent, ulong seed)
    {
        var ceiling = Math.Max(Maximum.Ticks, basePeriod.Ticks);
        var grown = Math.Min(basePeriod.Ticks * Math.Pow(Factor, exponent), ceiling);
        if (Jitter > 0)
            grown *= 1 - Jitter * Unit(seed);
        return TimeSpan.FromTicks(grown >= long.MaxValue ? long.MaxValue : (long)grown);
    }

    // SplitMix64's finalizer (Steele, Lea, Flood, OOPSLA 2014): neighbouring seeds give unrelated numbers in [0, 1).
    private static double Unit(ulong seed)
    {
        var z = seed + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
