namespace CretoAkka.Configuration;

/// <summary>What is exported. Section <c>creto.metrics</c>.</summary>
public sealed record MetricsSettings
{
    /// <summary>Whether anything is. Key <c>enabled</c>.</summary>
    public required bool Enabled { get; init; }

    /// <summary>
    /// Peers with series of their own at most; the others share one, under <c>other</c>. Key <c>max-peers</c>.
    /// </summary>
    public required int MaxPeers { get; init; }
}
