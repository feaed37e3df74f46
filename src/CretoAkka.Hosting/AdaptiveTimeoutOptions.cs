namespace CretoAkka.Hosting;

/// <summary>How a call's timeout follows the peer's latency: section <c>adaptive-timeout</c>.</summary>
public sealed class AdaptiveTimeoutOptions
{
    /// <summary>Whether it is in force. Key <c>enabled</c>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The timeout while samples are few. Key <c>base-timeout</c>.</summary>
    public TimeSpan? BaseTimeout { get; set; }

    /// <summary>Which latency counts, in percent. Key <c>percentile</c>.</summary>
    public double? Percentile { get; set; }

    /// <summary>The timeout is that latency times this. Key <c>multiplier</c>.</summary>
    public double? Multiplier { get; set; }

    /// <summary>The shortest timeout. Key <c>min-timeout</c>.</summary>
    public TimeSpan? MinTimeout { get; set; }

    /// <summary>The longest timeout. Key <c>max-timeout</c>.</summary>
    public TimeSpan? MaxTimeout { get; set; }

    /// <summary>How many of the latest samples count. Key <c>max-samples</c>.</summary>
    public int? MaxSamples { get; set; }

    /// <summary>Fewer samples than this say nothing. Key <c>min-samples</c>.</summary>
    public int? MinSamples { get; set; }
}
