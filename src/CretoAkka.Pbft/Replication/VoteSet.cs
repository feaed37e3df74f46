using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>The votes of one kind for one view and place: at most one of each replica, the first.</summary>
internal sealed class VoteSet(int replicas)
{
    private readonly SignedMessage?[] _votes = new SignedMessage?[replicas];

    public SignedMessage? Of(int replica) => _votes[replica];

    public void Add(int replica, SignedMessage vote) => _votes[replica] ??= vote;

    public int Count(Digest digest)
    {
        var count = 0;
        foreach (var vote in _votes)
            if (vote?.Message is SlotMessage message && message.Digest == digest)
                count++;
        return count;
    }

    public IEnumerable<SignedMessage> For(Digest digest) =>
        _votes.OfType<SignedMessage>().Where(vote => ((SlotMessage)vote.Message).Digest == digest);
}
