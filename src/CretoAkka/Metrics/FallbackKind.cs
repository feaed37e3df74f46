namespace CretoAkka.Metrics;

/// <summary>What became of a use of a peer whose circuit was not closed.</summary>
public enum FallbackKind
{
    /// <summary>The message waits for the peer.</summary>
    Queued = 0,

    /// <summary>The message went to the peer all the same: little still does, what matters most first.</summary>
    Trickled,

    /// <summary>Another peer was given the message, to answer it.</summary>
    Forwarded,

    /// <summary>Another peer was given the message, to carry it to this one.</summary>
    Relayed,

    /// <summary>The message was not taken.</summary>
    Rejected,

    /// <summary>The call's own fallback answered instead.</summary>
    Answered,
}
