using Akka.Event;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Replicas;

/// <content>What a message that was not used says of somebody: evidence, an alarm, or nothing.</content>
internal sealed partial class ReplicaActor
{
    private readonly HashSet<string> _differing = new(StringComparer.Ordinal);

    // Votes and checkpoints a correct replica sends of its own only. Requests it takes from clients; what proves a view
    // it passes on, and may know a key of its signer that this one does not know yet.
    private void ChargeSender(IReadOnlyList<ReplicaOutput> outputs)
    {
        if (_sender is not { } sender)
            return;
        foreach (var output in outputs)
        {
            if (output is ReplicaOutput.Rejected { Reason: RejectReason.BadSignature, Authenticated: false } forged
                && forged.Message?.Message is SlotMessage or Checkpoint)
                _links.Charge(sender, EvidenceKind.BadSignature, forged);
        }
    }

    // What else it can be charged with is that it vouched for others' signatures, which are not valid.
    private static EvidenceKind KindOf(RejectReason reason) =>
        reason == RejectReason.Equivocation ? EvidenceKind.Equivocation : EvidenceKind.BadSignature;

    // Either may be the one that is wrong, in good faith. Once of each, so that nobody can fill the log.
    private void Alarm(string other)
    {
        if (_differing.Add(other))
            Context.GetLogger().Error(
                "{Peer} and {Node} differ in state after the same requests: something is not deterministic, or a "
                + "machine is broken.",
                other,
                _replica.Id);
    }
}
