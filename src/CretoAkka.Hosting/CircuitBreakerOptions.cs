namespace CretoAkka.Hosting;

/// <summary>Section <c>creto.circuit-breaker</c>: what every circuit does, and which peers there are.</summary>
public sealed class CircuitBreakerOptions : CircuitOptions
{
    /// <summary>Section <c>fallback</c>.</summary>
    public FallbackOptions Fallback { get; } = new();

    /// <summary>Where peers made on first use stop. Key <c>max-peers</c>.</summary>
    public int? MaxPeers { get; set; }

    /// <summary>Peers known from the start, with what differs for each. Section <c>peers</c>.</summary>
    public IDictionary<string, PeerOptions> Peers { get; } =
        new Dictionary<string, PeerOptions>(StringComparer.Ordinal);
}
