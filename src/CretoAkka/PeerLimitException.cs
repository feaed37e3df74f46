namespace CretoAkka;

/// <summary>A peer that is not known cannot be added: <c>creto.circuit-breaker.max-peers</c> is reached.</summary>
public sealed class PeerLimitException(PeerId peer, int limit) : InvalidOperationException(
    string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"Peer '{peer}' cannot be added: creto.circuit-breaker.max-peers = {limit} is reached."))
{
    /// <summary>Which peer.</summary>
    public PeerId Peer { get; } = peer;
}
