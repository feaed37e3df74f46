namespace CretoAkka.Node.Operators;

/// <summary>What an operator does to a peer's circuit.</summary>
/// <param name="Peer">Which peer.</param>
/// <param name="Name">force-open, force-close, reset or release.</param>
/// <param name="Duration">How long a force holds; null: until it is reset.</param>
/// <param name="OverrideBudget">Whether it is cut off even if the protocol does not tolerate one more.</param>
internal sealed record PeerAct(string Peer, string Name, TimeSpan? Duration, bool OverrideBudget);
