using Akka.Actor;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Replicas;

/// <summary>What the replica's actor is told from inside its node, and what it answers.</summary>
/// <remarks>Untrusted mode lets none of it in from another node, whatever serializer makes it.</remarks>
internal static class ReplicaProtocol
{
    /// <summary>A request of a local client.</summary>
    /// <param name="Request">Signed by the client.</param>
    /// <param name="ToAll">Also to the backups: the primary alone did not bring an answer in time.</param>
    public sealed record Submit(SignedMessage Request, bool ToAll) : IPossiblyHarmful;

    /// <summary>A reply to a local client, of any replica. Its signature is not believed.</summary>
    public sealed record Replied(SignedMessage Reply) : IPossiblyHarmful;

    /// <summary>Asks for <see cref="ReplicaStatus"/>.</summary>
    public sealed record GetStatus : IPossiblyHarmful
    {
        /// <summary>The only one needed.</summary>
        public static readonly GetStatus Instance = new();
    }

    /// <summary>Where a replica is.</summary>
    /// <param name="Replica">Which replica.</param>
    /// <param name="Mode">Whether it votes.</param>
    /// <param name="View">Its view.</param>
    /// <param name="Executed">Places it has executed.</param>
    /// <param name="State">The digest of its state.</param>
    /// <param name="History">A digest of all that it executed, in order.</param>
    /// <param name="HasDiverged">Whether its state was not the quorum's once, though it may be again.</param>
    public sealed record ReplicaStatus(
        string Replica, ReplicaMode Mode, long View, long Executed, Digest State, Digest History,
        bool HasDiverged = false)
        : IPossiblyHarmful
    {
        /// <summary>Whether it is in the view; otherwise it moves to it.</summary>
        public bool InView { get; init; } = true;

        /// <summary>Its last stable checkpoint.</summary>
        public long StableCheckpoint { get; init; }
    }
}
