using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>Everything a replica can want. To be carried out in the order given.</summary>
public abstract record ReplicaOutput
{
    private ReplicaOutput() { }

    /// <summary>Send to every other replica. Safety never depends on delivery.</summary>
    public sealed record Broadcast(SignedMessage Message) : ReplicaOutput
    {
        /// <summary>What kind of message it is.</summary>
        public MessageKind Kind => Message.Message.Kind;

        /// <summary>The view it belongs to; 0 for a kind that has none.</summary>
        public long View => Message.Message switch { SlotMessage m => m.View, Status m => m.View, _ => 0 };

        /// <summary>The place it is about; 0 for a kind that has none.</summary>
        public long Sequence => Message.Message is SlotMessage m ? m.Sequence : 0;
    }

    /// <summary>Send to one other replica.</summary>
    public sealed record SendTo(string Replica, SignedMessage Message) : ReplicaOutput;

    /// <summary>Send to a client.</summary>
    public sealed record ReplyTo(string Client, SignedMessage Message) : ReplicaOutput;

    /// <summary>A place was executed. They come in order and without gaps.</summary>
    /// <param name="Sequence">The place.</param>
    /// <param name="Client">Whose request.</param>
    /// <param name="Timestamp">Which request.</param>
    /// <param name="Operation">What was asked.</param>
    /// <param name="Result">What came of it; empty if not applied.</param>
    /// <param name="Applied">False for a request that an earlier place had executed already.</param>
    public sealed record Executed(
        long Sequence, string Client, long Timestamp, Bytes Operation, Bytes Result, bool Applied) : ReplicaOutput;

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
