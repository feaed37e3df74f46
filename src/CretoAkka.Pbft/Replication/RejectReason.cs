namespace CretoAkka.Pbft.Replication;

/// <summary>What to think of whoever sent a message that was not used.</summary>
public enum Verdict
{
    /// <summary>No correct replica or client sends this.</summary>
    Reject,

    /// <summary>
    /// A correct replica does not say this and none can be charged with it: replicas that executed the same have
    /// different states, so something is not deterministic or a machine is broken. For an operator.
    /// </summary>
    Alarm,

    /// <summary>Late, early, double or too much: says nothing about the sender.</summary>
    Ignore,
}

/// <summary>Why a message was not used.</summary>
public enum RejectReason
{
    /// <summary>The bytes are no message.</summary>
    Malformed,

    /// <summary>A kind that replicas do not receive.</summary>
    UnexpectedKind,

    /// <summary>The signer is not of the group.</summary>
    UnknownSender,

    /// <summary>A pre-prepare by a backup, or a prepare by the primary.</summary>
    WrongRole,

    /// <summary>The request is not the one that the digest names.</summary>
    DigestMismatch,

    /// <summary>The signature is not the signer's.</summary>
    BadSignature,

    /// <summary>The primary proposed a request that its client did not sign.</summary>
    BadRequestSignature,

    /// <summary>The signer said something else of the same kind, view and place before.</summary>
    Equivocation,

    /// <summary>A committed slot, stable checkpoint or prepared place without the votes of a quorum.</summary>
    InvalidCertificate,

    /// <summary>A proposal without a request: only a new view fills places with nothing.</summary>
    EmptyBatch,

    /// <summary>A NEW-VIEW whose VIEW-CHANGEs are not those of a quorum for its view.</summary>
    InvalidNewView,

    /// <summary>The primary proposes another batch for a place that its own NEW-VIEW has filled.</summary>
    AgainstNewView,

    /// <summary>A CHECKPOINT at a place where no checkpoint is taken.</summary>
    NoCheckpoint,

    /// <summary>A CHECKPOINT with another digest than ours.</summary>
    StateMismatch,

    /// <summary>Our own message came back.</summary>
    OwnMessage,

    /// <summary>Of a view that has passed.</summary>
    StaleView,

    /// <summary>Of a view that we are not in yet.</summary>
    FutureView,

    /// <summary>The place has been executed.</summary>
    BelowWindow,

    /// <summary>The place is too far ahead.</summary>
    AboveWindow,

    /// <summary>We have it.</summary>
    Duplicate,

    /// <summary>A vote more than the quorum that we have; its signature was not looked at.</summary>
    Unneeded,

    /// <summary>Something that we did not ask for.</summary>
    Unrequested,

    /// <summary>The client has got further than this request.</summary>
    StaleRequest,

    /// <summary>The request, or an earlier one of its client, has its place or waits for one.</summary>
    InProgress,

    /// <summary>Too many requests wait.</summary>
    Overloaded,

    /// <summary>We wait for this view's NEW-VIEW.</summary>
    NotInView,

    /// <summary>We are the primary and do not vote.</summary>
    NotVoting,

    /// <summary>The peer asked too often.</summary>
    Throttled,
}

/// <summary>Judges reasons.</summary>
public static class RejectReasons
{
    /// <summary>Whether the sender did wrong.</summary>
    public static Verdict ToVerdict(this RejectReason reason) =>
        reason < RejectReason.StateMismatch ? Verdict.Reject
        : reason == RejectReason.StateMismatch ? Verdict.Alarm
        : Verdict.Ignore;
}
