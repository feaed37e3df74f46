using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Pbft.ViewChanges;

/// <summary>The VIEW-CHANGEs that count: of each replica the one for its highest view.</summary>
internal sealed class ViewChangeBook(ReplicaGroup group, int self)
{
    private readonly SignedMessage?[] _highest = new SignedMessage?[group.Size];

    public SignedMessage? Of(int replica) => _highest[replica];

    public void Add(int replica, SignedMessage signed)
    {
        if (ViewOf(replica) < ((ViewChange)signed.Message).View)
            _highest[replica] = signed;
    }

    /// <summary>Whether a quorum has moved to this view or further.</summary>
    public bool HasQuorumFor(long view) =>
        Enumerable.Range(0, group.Size).Count(replica => ViewOf(replica) >= view) >= group.Quorum;

    /// <summary>
    /// The view to join: f + 1 others have moved beyond ours, so a correct one has; the smallest view of theirs.
    /// </summary>
    public long? ViewToJoin(long own)
    {
        var higher = Enumerable.Range(0, group.Size).Where(replica => replica != self).Select(ViewOf)
            .Where(view => view > own).ToList();
        return higher.Count > group.MaxFaulty ? higher.Min() : null;
    }

    /// <summary>The first quorum of them for exactly this view, our own among them; null if there is none.</summary>
    public IReadOnlyList<SignedMessage>? QuorumFor(long view)
    {
        if (ViewOf(self) != view)
            return null;
        var others = Enumerable.Range(0, group.Size)
            .Where(replica => replica != self && ViewOf(replica) == view).Take(group.Quorum - 1).ToList();
        return others.Count == group.Quorum - 1
            ? [.. others.Append(self).Order().Select(replica => _highest[replica]!)]
            : null;
    }

    public SignedMessage? Find(Digest digest) =>
        _highest.FirstOrDefault(signed => signed?.ComputeDigest() == digest);

    private long ViewOf(int replica) => _highest[replica]?.Message is ViewChange change ? change.View : -1;
}
