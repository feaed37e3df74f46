namespace CretoAkka.Calls;

/// <summary>How the use of a peer ended.</summary>
public enum Outcome
{
    /// <summary>The peer did what was asked.</summary>
    Success = 0,

    /// <summary>The peer did not.</summary>
    Failure = 1,

    /// <summary>
    /// The end says nothing about the peer: the caller cancelled, or an answer that is to be ignored.
    /// </summary>
    Neutral = 2,
}

/// <summary>What became of a reported outcome.</summary>
public enum CompletionReply
{
    /// <summary>It was taken.</summary>
    Recorded = 0,

    /// <summary>Its generation has passed, or the permit was used before: it changed nothing.</summary>
    Stale = 1,

    /// <summary>No permit of that kind was ever given: <c>default</c>.</summary>
    UnknownPermit = 2,
}
