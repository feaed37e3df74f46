namespace CretoAkka.Pbft.Messages;

/// <summary>What a message says. The values are on the wire: never reuse one.</summary>
public enum MessageKind : byte
{
    /// <summary>A client asks for an operation.</summary>
    Request = 1,

    /// <summary>The primary gives a request its place in the order.</summary>
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
}
