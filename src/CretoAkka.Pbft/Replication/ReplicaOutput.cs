using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// Everything a replica can want. To be carried out in the order given: what follows a <see cref="Persist"/>, in this
/// list or a later one, must not leave before that is on disk.
/// </summary>
public abstract record ReplicaOutput
{
    private ReplicaOutput() { }

    /// <summary>Send to every other replica. Safety never depends on delivery.</summary>
    public sealed record Broadcast(SignedMessage Message) : ReplicaOutput
    {
        /// <summary>What kind of message it is.</summary>
        public MessageKind Kind => Message.Message.Kind;

        /// <summary>The view it belongs to; 0 for a kind that has none.</summary>
        public long View => Message.Message switch
        {
            SlotMessage m => m.View,
            Status m => m.View,
            ViewChange m => m.View,
            NewView m => m.View,
            _ => 0,
        };

        /// <summary>The place it is about; 0 for a kind that has none.</summary>
        public long Sequence => Message.Message is SlotMessage m ? m.Sequence : 0;
    }

    /// <summary>Send to one other replica.</summary>
    public sealed record SendTo(string Replica, SignedMessage Message) : ReplicaOutput;

    /// <summary>Send to a client.</summary>
    public sealed record ReplyTo(string Client, SignedMessage Message) : ReplicaOutput;

    /// <summary>
    /// Make a record durable before anything after it is carried out, of this step or a later one. Several may share
    /// one write. See <see cref="DurableRecord"/> for which may be deleted.
    /// </summary>
    public sealed record Persist(DurableRecord Record) : ReplicaOutput;

    /// <summary>
    /// A place is executed, in order and without gaps, but for those that <see cref="StateInstalled"/> passes over and
    /// those after a restore that were executed in an earlier life. Its requests follow, each as
    /// <see cref="Executed"/>; the null request has none.
    /// </summary>
    /// <param name="Sequence">The place.</param>
    /// <param name="Batch">The digest of the batch that has it.</param>
    /// <param name="Requests">How many requests follow.</param>
    public sealed record PlaceExecuted(long Sequence, Digest Batch, int Requests) : ReplicaOutput;

    /// <summary>A request was executed.</summary>
    /// <param name="Sequence">Its place.</param>
    /// <param name="Client">Whose request.</param>
    /// <param name="Timestamp">Which request.</param>
    /// <param name="Operation">What was asked.</param>
    /// <param name="Result">What came of it; empty if not applied.</param>
    /// <param name="Applied">False for a request that had been executed before.</param>
    public sealed record Executed(
        long Sequence, string Client, long Timestamp, Bytes Operation, Bytes Result, bool Applied) : ReplicaOutput;

    /// <summary>
    /// A checkpoint is stable: nobody needs what was said of places up to it, nor CHECKPOINTs before it.
    /// </summary>
    /// <param name="Sequence">The place.</param>
    /// <param name="State">The digest of everything that is replicated.</param>
    public sealed record CheckpointStable(long Sequence, Digest State) : ReplicaOutput;

    /// <summary>
    /// The state of a stable checkpoint was taken over from others: the places up to it are executed, though not here.
    /// </summary>
    /// <param name="Sequence">The place.</param>
    public sealed record StateInstalled(long Sequence) : ReplicaOutput;

    /// <summary>The replica has left its view, because of its timer or because others have.</summary>
    /// <param name="View">The view it moves to.</param>
    public sealed record ViewChangeStarted(long View) : ReplicaOutput;

    /// <summary>The replica holds the view's NEW-VIEW: nobody needs what was said in views before.</summary>
    /// <param name="View">The view.</param>
    /// <param name="Primary">Its primary.</param>
    public sealed record ViewEntered(long View, string Primary) : ReplicaOutput;

    /// <summary>The replica that had lost its log votes again.</summary>
    public sealed record Recovered : ReplicaOutput
    {
        /// <summary>The only one needed.</summary>
        public static readonly Recovered Instance = new();
    }

    /// <summary>A message was not used.</summary>
    /// <param name="Signer">Whom the message names as its signer; null where it could not be read.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Authenticated">Whether the signature was checked and is right. Nobody else can be charged.</param>
    public sealed record Rejected(string? Signer, RejectReason Reason, bool Authenticated) : ReplicaOutput
    {
        /// <summary>What is wrong with the bytes, where <see cref="Reason"/> is Malformed.</summary>
        public DecodeError DecodeError { get; init; }

        /// <summary>The message; null where it could not be read.</summary>
        public SignedMessage? Message { get; init; }

        /// <summary>
        /// Where <see cref="Reason"/> is Equivocation: what the same signer said before. With
        /// <see cref="Message"/> it proves the lie to anyone who knows the signer's key.
        /// </summary>
        public SignedMessage? Conflicting { get; init; }

        /// <summary>Whether the sender did wrong, or the message is merely of no use here and now.</summary>
        public Verdict Verdict => Reason.ToVerdict();
    }
}
