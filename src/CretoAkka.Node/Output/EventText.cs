using CretoAkka.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Output;

/// <summary>Says in a line what happened to a circuit, or to the quorum.</summary>
internal static class EventText
{
    /// <summary>The line; null for what is not worth one.</summary>
    public static string? Of(string observer, object happened) => happened switch
    {
        CircuitProtocol.CircuitOpened e => $"{observer}: circuit to {e.Peer} opened because {e.Cause}",
        CircuitProtocol.CircuitHalfOpened e => $"{observer}: circuit to {e.Peer} is half-open because {e.Cause}",
        CircuitProtocol.CircuitClosed e => $"{observer}: circuit to {e.Peer} closed because {e.Cause}",
        CircuitProtocol.IsolationRefused { Refusal: IsolationRefusal.BudgetSpent } e =>
            $"{observer}: {e.Peer} is suspected, but no more may be cut off",
        QuorumProtocol.EvidenceReported e => $"{observer}: {e.Peer} is proven faulty by {e.Kind}",
        QuorumProtocol.SafetyAlarm e => $"{observer}: alarm, {e.Signers.Count} replicas are proven faulty",
        QuorumProtocol.LocalIsolationSuspected => $"{observer}: seems to be cut off itself, and opens no circuit",
        QuorumProtocol.LocalIsolationEnded => $"{observer}: is heard again",
        _ => null,
    };
}
