namespace CretoAkka.Core.Circuits;

/// <summary>What a failure was.</summary>
public enum FailureCause
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>The operation threw.</summary>
    Exception,

    /// <summary>The operation's result was classified as a failure.</summary>
    Result,

    /// <summary>The deadline passed without an outcome.</summary>
    Timeout,

    /// <summary>A session's marker was not acknowledged in time.</summary>
    Unacknowledged,

    /// <summary>A session's marker was acknowledged, but too much of what was sent before it was missing.</summary>
    Loss,

    /// <summary>The application reported it.</summary>
    Reported,
}
