namespace CretoAkka.Core.Latency;

/// <summary>The rules by which a timeout follows latency. Pure.</summary>
public static class AdaptiveTimeout
{
    /// <summary>How many timeouts in force a sample may count for.</summary>
    public const int ClipFactor = 2;

    /// <summary>How many times the median peer's timeout a peer's may be.</summary>
    public const int CapFactor = 4;

    /// <summary>
    /// What the samples ask for: percentile x multiplier, clamped; the base timeout where they are too few.
    /// </summary>
    public static TimeSpan Of(LatencyWindow window, AdaptiveTimeoutPolicy policy)
    {
        if (window.Count < policy.MinSamples)
            return policy.BaseTimeout;

        var wanted = Times(window.Percentile(policy.Percentile), policy.Multiplier);
        return wanted < policy.MinTimeout ? policy.MinTimeout : Shorter(wanted, policy.MaxTimeout);
    }

    /// <summary>
    /// A sample as it is recorded: at most twice the timeout in force, so that one answer cannot leap.
    /// </summary>
    public static TimeSpan Clip(TimeSpan sample, TimeSpan timeoutInForce) =>
        Shorter(sample, Times(timeoutInForce, ClipFactor));

    /// <summary>A timeout as it comes into force: at most the longer of the base and 4 x the median peer's.</summary>
    /// <remarks>A peer that answers ever later must not stretch its own timeout far beyond everyone else's.</remarks>
    public static TimeSpan Cap(TimeSpan timeout, AdaptiveTimeoutPolicy policy, TimeSpan medianOfPeers)
    {
        var most = Times(medianOfPeers, CapFactor);
        return Shorter(timeout, most < policy.BaseTimeout ? policy.BaseTimeout : most);
    }

    /// <summary>The middle of the peers' timeouts, the shorter of two middles; zero where there are none.</summary>
    public static TimeSpan MedianOf(ReadOnlySpan<TimeSpan> timeouts)
    {
        if (timeouts.IsEmpty)
            return TimeSpan.Zero;

        var sorted = timeouts.ToArray();
        Array.Sort(sorted);
        return sorted[(sorted.Length - 1) / 2];
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Times(TimeSpan time, double factor)
    {
        var ticks = time.Ticks * factor;
        return ticks >= long.MaxValue ? TimeSpan.MaxValue : new TimeSpan((long)ticks);
    }
}
