using Akka.Actor;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Quorums;

/// <summary>
/// What happens to the membership as a whole, published on the event stream, and evidence. All immutable.
/// </summary>
public static class QuorumProtocol
{
    /// <summary>A fact about the membership.</summary>
    public interface IEvent : IPossiblyHarmful;

    /// <summary>Another epoch began.</summary>
    /// <param name="Membership">What holds now.</param>
    public sealed record MembershipChanged(Membership Membership) : IEvent;

    /// <summary>
    /// More is cut off than the protocol tolerates: an operator insisted, or what was forced or quarantined does not
    /// fit into a smaller membership.
    /// </summary>
    /// <param name="Used">The weight that is cut off.</param>
    /// <param name="Limit">The weight that may be.</param>
    public sealed record BudgetExceeded(Int128 Used, Int128 Limit) : IEvent;

    /// <summary>
    /// So many members are silent at once that this node itself seems to be cut off: no circuit opens.
    /// </summary>
    public sealed record LocalIsolationSuspected : IEvent;

    /// <summary>Enough members have acknowledged something again.</summary>
    public sealed record LocalIsolationEnded : IEvent;

    /// <summary>
    /// Tells the supervisor what <see cref="PeerCircuits.ReportEvidence"/> does; answered by
    /// <see cref="Circuits.CircuitProtocol.CommandTaken"/>.
    /// </summary>
    /// <param name="Peer">Who signed what proves it: only who is authenticated can be charged.</param>
    /// <param name="Kind">What it did.</param>
    /// <param name="Proof">Whatever proves it to others; published, not looked at.</param>
    public sealed record ReportEvidence(PeerId Peer, EvidenceKind Kind, object? Proof = null)
        : Peers.PeerProtocol.IPeerCommand;

    /// <summary>A peer is proven faulty: by the application, or by what it said in an authenticated session.</summary>
    /// <param name="Peer">Who signed what proves it.</param>
    /// <param name="Kind">What it did.</param>
    /// <param name="Proof">Whatever proves it to others; where a session saw it, a sentence.</param>
    /// <param name="IsQuarantined">Whether it is cut off; otherwise nobody gave way, and it is suspected.</param>
    public sealed record EvidenceReported(PeerId Peer, EvidenceKind Kind, object? Proof, bool IsQuarantined)
        : IEvent;

    /// <summary>More members are proven faulty than the protocol tolerates: it promises nothing any more.</summary>
    /// <param name="Signers">All that are proven faulty.</param>
    /// <param name="Faulty">The weight that is tolerated.</param>
    public sealed record SafetyAlarm(IReadOnlyCollection<PeerId> Signers, Int128 Faulty) : IEvent;
}
