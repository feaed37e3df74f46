using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Dashboard.Json;
using CretoAkka.Quorums;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>What happened, as entries of a timeline.</summary>
internal static class Entries
{
    /// <summary>The entry; null for what is said by another one already.</summary>
    public static EntryJson? Of(object happened) => happened switch
    {
        CircuitProtocol.CircuitOpened e => Moved(e.Peer, "Open", e.Cause) with { Failure = FailureOf(e) },
        CircuitProtocol.CircuitHalfOpened e => Moved(e.Peer, "HalfOpen", e.Cause),
        CircuitProtocol.CircuitClosed e => Moved(e.Peer, "Closed", e.Cause),
        CircuitProtocol.IsolationRefused e => new EntryJson
        {
            Kind = EntryKind.Refused, Peer = e.Peer.Value, Word = "Suspected", Cause = e.Refusal.ToString(),
        },
        CircuitProtocol.TripObserved e => new EntryJson
        {
            Kind = EntryKind.Observed, Peer = e.Peer.Value, Word = "WouldOpen", Cause = e.Cause.ToString(),
        },
        QuorumProtocol.EvidenceReported e => new EntryJson
        {
            Kind = EntryKind.Evidence, Peer = e.Peer.Value, Word = "Evidence", Cause = e.Kind.ToString(),
        },
        QuorumProtocol.SafetyAlarm e => Quorum("SafetyAlarm", $"{string.Join(", ", e.Signers)} are proven faulty"),
        QuorumProtocol.BudgetExceeded e => Quorum("BudgetExceeded", Text($"{e.Used} cut off, {e.Limit} tolerated")),
        QuorumProtocol.LocalIsolationSuspected => Quorum("LocalIsolation", "this node itself seems to be cut off"),
        QuorumProtocol.LocalIsolationEnded => Quorum("LocalIsolationEnded", "this node is heard again"),
        QuorumProtocol.MembershipChanged e => Quorum("Membership", Text($"epoch {e.Membership.Epoch}")),
        _ => null,
    };

    /// <summary>A manual act that came by HTTP.</summary>
    public static EntryJson Act(string target, string act, string reply, string from) => new()
    {
        Kind = EntryKind.Act, Peer = target, Word = act, Cause = reply, From = from, IsManual = true,
    };

    private static EntryJson Moved(PeerId peer, string state, TransitionCause cause) => new()
    {
        Kind = EntryKind.Circuit,
        Peer = peer.Value,
        Word = state,
        Cause = cause.ToString(),
        IsManual = cause is TransitionCause.ForcedOpen or TransitionCause.ForcedClosed or TransitionCause.Reset
            or TransitionCause.QuarantineReleased,
    };

    private static EntryJson Quorum(string word, string cause) =>
        new() { Kind = EntryKind.Quorum, Word = word, Cause = cause };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string? FailureOf(CircuitProtocol.CircuitOpened opened) =>
        opened.LastFailure == FailureCause.Unspecified ? null : opened.LastFailure.ToString();
}
