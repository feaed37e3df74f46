namespace CretoAkka;

/// <summary>
/// A call was cut off at its circuit's deadline. The operation's token was cancelled; it may still run.
/// </summary>
public sealed class CircuitTimeoutException(PeerId peer, TimeSpan timeout) : TimeoutException(
    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Peer '{peer}' did not answer within {timeout}."))
{
    /// <summary>Which peer.</summary>
    public PeerId Peer { get; } = peer;

    /// <summary>How long the call was given.</summary>
    public TimeSpan Timeout { get; } = timeout;
}
