using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Transfer;

namespace CretoAkka.Pbft.Checkpoints;

/// <summary>
/// The checkpoints above the last stable one: our own states, and what the others say theirs are. And the last stable
/// one with the one before it, so that who has begun to take it over can finish.
/// </summary>
internal sealed class CheckpointKeeper(ReplicaGroup group)
{
    private readonly SortedDictionary<long, SignedMessage?[]> _votes = [];
    private readonly SortedDictionary<long, StateTree> _own = [];
    private long _before;

    /// <summary>The proof of the last stable checkpoint.</summary>
    public StableProof Stable { get; private set; } = StableProof.Beginning;

    /// <summary>Our own state at a checkpoint; null if we have not executed so far, or it is long past.</summary>
    public StateTree? Own(long sequence) => _own.GetValueOrDefault(sequence);

    public SignedMessage? VoteOf(int replica, long sequence) => _votes.GetValueOrDefault(sequence)?[replica];

    /// <summary>Our state after a place.</summary>
    public void Took(long sequence, StateTree state) => _own[sequence] = state;

    /// <summary>Counts a vote; the proof if a quorum agrees now.</summary>
    public StableProof? Count(int replica, SignedMessage signed, Checkpoint vote)
    {
        if (!_votes.TryGetValue(vote.Sequence, out var votes))
            _votes[vote.Sequence] = votes = new SignedMessage?[group.Size];
        votes[replica] ??= signed;

        var vouchers = new List<Voucher>(group.Quorum);
        for (var i = 0; i < votes.Length && vouchers.Count < group.Quorum; i++)
            if (votes[i] is { Message: Checkpoint other } counted && other.State == vote.State)
                vouchers.Add(new((byte)i, counted.Signature));
        return vouchers.Count == group.Quorum ? new(vote.Sequence, vote.State, [.. vouchers]) : null;
    }

    /// <summary>Our own CHECKPOINTs above a place, up to another.</summary>
    public IEnumerable<SignedMessage> VotesOf(int replica, long above, long upTo) => _votes
        .Where(votes => votes.Key > above && votes.Key <= upTo)
        .Select(votes => votes.Value[replica]).OfType<SignedMessage>();

    /// <summary>A checkpoint is stable and <see cref="Own"/> is its state: what was before it is dropped.</summary>
    public void Stabilize(StableProof proof)
    {
        _before = Stable.Sequence;
        Stable = proof;
        foreach (var sequence in _votes.Keys.Where(n => n <= proof.Sequence).ToList())
            _votes.Remove(sequence);
        foreach (var sequence in _own.Keys.Where(n => n < _before).ToList())
            _own.Remove(sequence);
        foreach (var sequence in _own.Keys.Where(n => n > _before && n < proof.Sequence).ToList())
            _own.Remove(sequence);
    }

    /// <summary>A part of one of our states.</summary>
    public Bytes? FindPart(Digest digest) =>
        _own.Values.Select(state => state.Find(digest)).FirstOrDefault(part => part is not null);

    /// <summary>Forgets our states after a place: another was taken over in their stead.</summary>
    public void Restart(long sequence, StateTree state)
    {
        foreach (var own in _own.Keys.Where(n => n >= sequence).ToList())
            _own.Remove(own);
        _own[sequence] = state;
    }
}
