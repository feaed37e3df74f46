namespace CretoAkka.Pbft.Messages;

/// <summary>What a message says. The values are on the wire: never reuse one.</summary>
public enum MessageKind : byte
{
    /// <summary>A client asks for an operation.</summary>
    Request = 1,

    /// <summary>The primary gives a batch its place in the order.</summary>
    PrePrepare = 2,

    /// <summary>A backup agrees with the place.</summary>
    Prepare = 3,

    /// <summary>A replica knows that a quorum agrees with the place.</summary>
    Commit = 4,

    /// <summary>A replica tells a client the result.</summary>
    Reply = 5,

    /// <summary>A replica tells what it has, to be sent what it lacks.</summary>
    Status = 6,

    /// <summary>A replica asks for a range of committed slots.</summary>
    Fetch = 7,

    /// <summary>A committed slot with its certificate.</summary>
    Committed = 8,

    /// <summary>A replica has executed every place up to a checkpoint.</summary>
    Checkpoint = 9,

    /// <summary>A replica leaves a view.</summary>
    ViewChange = 10,

    /// <summary>The primary of a view opens it.</summary>
    NewView = 11,

    /// <summary>A replica shows that a checkpoint is stable.</summary>
    Stable = 12,

    /// <summary>A replica that lost its log asks how far the others are.</summary>
    Recover = 13,

    /// <summary>A replica asks for what digests name.</summary>
    FetchByDigest = 14,

    /// <summary>A batch that was asked for by its digest.</summary>
    FetchedBatch = 15,

    /// <summary>A part of a checkpoint's state.</summary>
    StateChunk = 16,
}
