using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Quorums;
using CretoAkka.Sessions;
using static CretoAkka.Quorums.QuorumProtocol;

namespace CretoAkka;

/// <content>Who takes part in the protocol, and what that means for whom is cut off.</content>
public sealed partial class PeerCircuits
{
    private readonly Lock _declaring = new();

    /// <summary>Declares the members of an epoch, each of the same weight.</summary>
    /// <param name="epoch">Later than every epoch before.</param>
    /// <param name="members">Every member, this node included.</param>
    /// <exception cref="ArgumentException">
    /// The epoch is not later than the last, or this node is not among the members. The last membership stays.
    /// </exception>
    public void SetMembership(long epoch, IEnumerable<PeerId> members) =>
        SetMembership(epoch, members.Distinct().ToDictionary(member => member, _ => 1L));

    /// <summary>Declares the members of an epoch. Calls and probes of the last one are stale.</summary>
    /// <param name="epoch">Later than every epoch before.</param>
    /// <param name="weights">Every member's weight, this node's included. Each at least 1.</param>
    /// <exception cref="ArgumentException">
    /// The epoch is not later than the last, a weight is less than 1, or this node is not among the members. The last
    /// membership stays.
    /// </exception>
    public void SetMembership(long epoch, IReadOnlyDictionary<PeerId, long> weights)
    {
        var membership = new Membership(
            epoch, _node.Name, weights.ToDictionary(w => w.Key.Value, w => w.Value), Settings.Quorum.FaultModel);
        lock (_declaring)
            Declare(membership);
    }

    // One epoch after the other, also in what is told of them.
    private void Declare(Membership membership)
    {
        _budget.Declare(membership);
        foreach (var gate in _gates.Values)
            gate.Renew();
        Publish(new MembershipChanged(membership));
        var budget = _budget.Now;
        if (budget.Excess > 0)
            Publish(new BudgetExceeded(budget.Used, budget.Limit!.Value));
        AlarmIfBeyond(_budget.Charges, membership);
    }

    /// <summary>Where the membership stands.</summary>
    public QuorumStats GetQuorum()
    {
        var budget = _budget.Now;
        return new(
            budget.Membership,
            budget.Used,
            budget.Limit,
            [.. budget.Holders.OrderBy(h => h.Peer, StringComparer.Ordinal)],
            [
                .. _gates.Values.Where(g => g.Circuit.IsSuspected).Select(g => g.Peer)
                    .OrderBy(p => p.Value, StringComparer.Ordinal),
            ],
            [.. _budget.Charges.Peers.Select(peer => (PeerId)peer)],
            budget.IsLocalIsolationSuspected,
            _budget.Refusals,
            _budget.Evictions);
    }

    /// <summary>
    /// The application has proven a peer faulty: it is quarantined at once, within what may be cut off, until
    /// <see cref="ReleaseQuarantine"/>. Where it may not be, it is suspected until somebody is let back in.
    /// </summary>
    /// <param name="peer">Who signed what proves it: only who is authenticated can be charged.</param>
    /// <param name="kind">What it did.</param>
    /// <param name="proof">Whatever proves it to others; published, not looked at.</param>
    /// <returns>Done; BudgetSpent where it is only suspected.</returns>
    /// <exception cref="PeerLimitException">The peer is not known, and may not be added.</exception>
    public CommandReply ReportEvidence(PeerId peer, EvidenceKind kind, object? proof = null)
    {
        var gate = Gate(peer);
        gate.Note(kind);
        var charged = _budget.Charge(peer.Value);
        var reply = gate.Quarantine().ToCommandReply();
        Publish(new EvidenceReported(peer, kind, proof, reply == CommandReply.Done));
        if (charged is not null && _budget.Now.Membership is { } members)
            AlarmIfBeyond(charged, members);
        return reply;
    }

    private void AlarmIfBeyond(Charges charged, Membership members)
    {
        if (charged.ExceedFaults(members))
            Publish(new SafetyAlarm([.. charged.Peers.Select(p => (PeerId)p)], members.Rule.Faulty));
    }

    /// <summary>
    /// The peer that has proven, by the keys of its session, that a message came from it. What only a liar sends, such
    /// as a signature in somebody else's name that is none, is then this peer's doing, whomever the message names.
    /// </summary>
    /// <param name="sender">The <c>Sender</c> of the message, as its target sees it.</param>
    /// <returns>
    /// Null where nothing proves it: this node has no authenticator, another peer carried the message here, or it came
    /// in no session.
    /// </returns>
    public static PeerId? ProvenSender(IActorRef? sender) => (sender as ProvenSender)?.Peer;

    /// <summary>Lets a quarantined peer prove itself again, and forgives what it was charged with.</summary>
    public CommandReply ReleaseQuarantine(PeerId peer) => Gate(peer).ReleaseQuarantine().ToCommandReply();

    // Who subscribed before there were instances is not to take another's circuits for its own.
    private void Publish(object @event) => _system.EventStream.Publish(
        Instance.Length == 0 ? @event : new InstanceEvent(Instance, @event));
}
