namespace CretoAkka;

/// <summary>A peer that is not known cannot be added: a bound is reached.</summary>
/// <param name="peer">Which peer.</param>
/// <param name="limit">The bound.</param>
/// <param name="key">Where it is set.</param>
public sealed class PeerLimitException(PeerId peer, int limit, string key = "creto.circuit-breaker.max-peers")
    : InvalidOperationException(
        string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"Peer '{peer}' cannot be added: {key} = {limit} is reached."))
{
    /// <summary>Which peer.</summary>
    public PeerId Peer { get; } = peer;
}
