using System.Text.Json;
using CretoAkka.Core.Queues;

namespace CretoAkka.Node.Processes;

/// <summary>How a replica's process ended.</summary>
/// <param name="Node">Which.</param>
/// <param name="Executed">Places it has executed; null: it did not say.</param>
/// <param name="Messages">What became of every message to the others.</param>
internal sealed record ReplicaSummary(string Node, long? Executed, PendingLedger Messages)
{
    /// <summary>Whether every message has ended, and is counted once.</summary>
    public bool IsAccounted => Messages.Balances && Messages.Pending == 0;

    /// <summary>One line.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        node = Node,
        executed = Executed,
        accepted = Messages.Accepted,
        delivered = Messages.Delivered,
        superseded = Messages.Superseded,
        expired = Messages.Expired,
        overflowed = Messages.Overflowed,
        forwarded = Messages.Forwarded,
        exhausted = Messages.Exhausted,
        removed = Messages.Removed,
        shutDown = Messages.ShutDown,
        pending = Messages.Pending,
        result = IsAccounted ? "ok" : "failed",
    });
}
