namespace CretoAkka.Hosting;

/// <summary>What is exported: section <c>creto.metrics</c>.</summary>
public sealed class MetricsOptions
{
    /// <summary>Whether anything is. Key <c>enabled</c>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Peers with series of their own at most. Key <c>max-peers</c>.</summary>
    public int? MaxPeers { get; set; }
}
