using System.Runtime.InteropServices;
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

    /// <summary>The first so many replicas' signatures of votes for a digest, in the order of the group.</summary>
    public ValueList<Voucher> VouchersFor(Digest digest, int count)
    {
        var vouchers = new Voucher[count];
        var found = 0;
        for (var i = 0; i < _votes.Length && found < count; i++)
            if (_votes[i] is { Message: SlotMessage message } vote && message.Digest == digest)
                vouchers[found++] = new((byte)i, vote.Signature);
        return new(ImmutableCollectionsMarshal.AsImmutableArray(found == count ? vouchers : vouchers[..found]));
    }
}
