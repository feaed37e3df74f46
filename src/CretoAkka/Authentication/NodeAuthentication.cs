using Akka.Event;

namespace CretoAkka.Authentication;

/// <summary>How one node knows its peers: not at all without an authenticator. Thread-safe.</summary>
/// <param name="by">What knows them; null: nobody is asked to prove anything.</param>
/// <param name="log">Where each doubt about each peer is said once.</param>
/// <param name="charge">Takes what a peer is proven to have done.</param>
internal sealed class NodeAuthentication(IPeerAuthenticator? by, ILoggingAdapter log, Action<PeerId, string> charge)
{
    // Names come from the wire.
    private const int MostSaid = 1000;

    private readonly HashSet<(PeerId, Doubt)> _said = [];
    private readonly Lock _saying = new();
    private long _dropped;

    /// <summary>What knows peers; null: nobody is asked to prove anything.</summary>
    public IPeerAuthenticator? By => by;

    /// <summary>Whether a key of the peer is known, or none is asked for.</summary>
    public bool Knows(PeerId peer) => by?.Knows(peer) ?? true;

    /// <summary>Messages of all peers that were dropped.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>A message in a peer's name was dropped: counted each time, and said once.</summary>
    public void Drop(PeerId peer, Doubt doubt)
    {
        if (!Knows(peer))
            doubt = Doubt.NoKey;
        Interlocked.Increment(ref _dropped);
        lock (_saying)
        {
            if (_said.Count >= MostSaid || !_said.Add((peer, doubt)))
                return;
        }
        log.Warning("Messages in the name of {Peer} are dropped: {Doubt}", peer, Sentence(doubt));
    }

    /// <summary>A peer is proven to contradict itself.</summary>
    public void Charge(PeerId peer, string contradiction) => charge(peer, contradiction);

    private static string Sentence(Doubt doubt) => doubt switch
    {
        Doubt.NoProof => "they are not authenticated, and this node asks for it; there is no session",
        Doubt.NoAuthenticator => "they are authenticated, and this node has no authenticator; there is no session",
        Doubt.NoKey => "no key of it is known; there is no session",
        _ => "their signature or code is not its own: they are somebody else's, or of a session with the last process",
    };
}
