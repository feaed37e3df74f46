using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Signing;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Liars;

/// <summary>
/// Says things in the names of others under signatures of its own making, and damaged and invented things in its own.
/// </summary>
internal sealed class Forger(ReplicaGroup group, ISigner signer, Dice dice) : Behaviour
{
    private SignedMessage? _last;

    /// <inheritdoc/>
    public override bool Hears(SignedMessage message)
    {
        _last = message;
        return true;
    }

    /// <inheritdoc/>
    public override IEnumerable<(int To, SignedMessage Message)> Adds()
    {
        if (_last?.Message is not SlotMessage heard)
            yield break;
        var victim = dice.Of(group.Replicas);
        var digest = dice.Chance(0.5) ? heard.Digest : Digest.Of(BitConverter.GetBytes(dice.Next()));
        var sequence = heard.Sequence + dice.Between(0, 40);
        if (Forged(new Commit(victim, heard.View, sequence, digest)) is { } commit)
            yield return (dice.Below(group.Size), commit);
        if (Forged(new Checkpoint(victim, sequence, digest)) is { } checkpoint)
            yield return (dice.Below(group.Size), checkpoint);
        yield return (dice.Below(group.Size), Own(new Checkpoint(signer.Id, heard.Sequence, digest)));
        yield return (dice.Below(group.Size), Own(new Prepare(signer.Id, heard.View, sequence, digest)));
        yield return (dice.Below(group.Size), Own(new ViewChange(signer.Id, heard.View + 1, Stable(digest), [])));
    }

    private StableProof Stable(Digest digest) => dice.Chance(0.5)
        ? StableProof.Beginning
        : new(8, digest, [new Voucher(0, Bytes.Of([1])), new Voucher(1, Bytes.Of([2])), new Voucher(2, Bytes.Of([3]))]);

    private SignedMessage Own(ProtocolMessage message) => SignedMessage.Sign(message, signer);

    // Signed by a key that is not the victim's: the last byte of the signature is another.
    private static SignedMessage? Forged(ProtocolMessage message)
    {
        var bytes = SignedMessage.Sign(message, new FastSigner(message.Sender)).Encoded.Span.ToArray();
        bytes[^1] ^= 0x55;
        return SignedMessage.TryDecode(bytes, out var forged, out _) ? forged : null;
    }
}
