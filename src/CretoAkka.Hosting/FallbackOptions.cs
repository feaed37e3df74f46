namespace CretoAkka.Hosting;

/// <summary>Messages for peers that cannot take them now: section <c>circuit-breaker.fallback</c>.</summary>
public sealed class FallbackOptions
{
    /// <summary>Messages of one class that wait for one peer at most. Key <c>max-queue-size</c>.</summary>
    public int? MaxQueueSize { get; set; }

    /// <summary>Bytes of one class that wait for one peer at most. Key <c>max-queue-bytes</c>.</summary>
    public long? MaxQueueBytes { get; set; }

    /// <summary>Bytes that wait for all peers together at most. Key <c>max-total-bytes</c>.</summary>
    public long? MaxTotalBytes { get; set; }

    /// <summary>How long a message waits at most. Key <c>max-queue-time</c>.</summary>
    public TimeSpan? MaxQueueTime { get; set; }

    /// <summary>How often a lost message is sent again at most. Key <c>max-retries</c>.</summary>
    public int? MaxRetries { get; set; }

    /// <summary>Messages a second once the peer is back. Key <c>drain-rate</c>.</summary>
    public int? DrainRate { get; set; }
}
