using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.ViewChanges;

/// <summary>
/// A NEW-VIEW, signed by its primary, of which not all VIEW-CHANGEs are here yet.
/// </summary>
internal sealed class NewViewCandidate(SignedMessage signed)
{
    private readonly Dictionary<Digest, SignedMessage> _found = [];

    public SignedMessage Signed { get; } = signed;

    public NewView Message { get; } = (NewView)signed.Message;

    public bool IsComplete => _found.Count == Message.Votes.Count;

    public IReadOnlyList<SignedMessage> Found => [.. Message.Votes.Select(vote => _found[vote.ViewChange])];

    public IEnumerable<Digest> Missing =>
        Message.Votes.Select(vote => vote.ViewChange).Where(digest => !_found.ContainsKey(digest));

    /// <summary>Whether this VIEW-CHANGE of a replica is one of those that are missing.</summary>
    public bool Awaits(int replica, ViewChange change, Digest digest) =>
        change.View == Message.View && Message.Votes.Contains(new((byte)replica, digest))
        && !_found.ContainsKey(digest);

    public void Add(Digest digest, SignedMessage change) => _found[digest] = change;
}
