namespace CretoAkka.Configuration;

/// <summary>
/// What happens to messages for a peer that cannot take them now. Section <c>creto.circuit-breaker.fallback</c>.
/// </summary>
public sealed record FallbackSettings
{
    /// <summary>Messages of one class that wait for one peer at most.</summary>
    public required int MaxQueueSize { get; init; }

    /// <summary>Bytes of one class that wait for one peer at most.</summary>
    public required long MaxQueueBytes { get; init; }

    /// <summary>Bytes that wait for all peers together at most.</summary>
    public required long MaxTotalBytes { get; init; }

    /// <summary>How long a message waits at most.</summary>
    public required TimeSpan MaxQueueTime { get; init; }

    /// <summary>How often a message that was sent and lost is sent again at most.</summary>
    public required int MaxRetries { get; init; }

    /// <summary>Messages a second that leave the queue once its peer is back.</summary>
    public required int DrainRate { get; init; }
}
