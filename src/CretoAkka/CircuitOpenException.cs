using CretoAkka.Calls;
using CretoAkka.Core.Circuits;

namespace CretoAkka;

/// <summary>The circuit of a peer refused a call. The operation was not started.</summary>
public sealed class CircuitOpenException(CircuitRejection rejection) : Exception(Describe(rejection))
{
    /// <summary>Which peer, in which state, why, and when to try again.</summary>
    public CircuitRejection Rejection { get; } = rejection;

    /// <summary>Which peer.</summary>
    public PeerId Peer => Rejection.Peer;

    /// <summary>The position of its circuit.</summary>
    public CircuitState State => Rejection.State;

    /// <summary>Why the circuit opened.</summary>
    public TransitionCause Cause => Rejection.Cause;

    /// <summary>How long to wait; null where no time is set.</summary>
    public TimeSpan? RetryAfter => Rejection.RetryAfter;

    private static string Describe(CircuitRejection r) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"The circuit of peer '{r.Peer}' is {r.State} ({r.Cause}){Wait(r.RetryAfter)}.");

    private static string Wait(TimeSpan? retryAfter) =>
        retryAfter is { } time ? "; retry after " + time.ToString("c") : "";
}
