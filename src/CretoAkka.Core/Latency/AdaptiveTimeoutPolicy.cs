namespace CretoAkka.Core.Latency;

/// <summary>How a timeout follows a peer's latency.</summary>
public sealed record AdaptiveTimeoutPolicy
{
    /// <summary>The usual numbers.</summary>
    public static readonly AdaptiveTimeoutPolicy Default = new();

    /// <summary>The timeout while there are fewer samples than <see cref="MinSamples"/>.</summary>
    public TimeSpan BaseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Which latency counts, above 0 and at most 100.</summary>
    public double Percentile { get; init; } = 99;

    /// <summary>The timeout is that latency times this. At least 1.</summary>
    public double Multiplier { get; init; } = 2;

    /// <summary>The shortest timeout.</summary>
    public TimeSpan MinTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest timeout.</summary>
    public TimeSpan MaxTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many of the latest samples count. From 1 to 65,536.</summary>
    public int MaxSamples { get; init; } = 100;

    /// <summary>Fewer samples than this say nothing. At least 1.</summary>
    public int MinSamples { get; init; } = 10;
}
