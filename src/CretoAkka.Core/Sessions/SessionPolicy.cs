namespace CretoAkka.Core.Sessions;

/// <summary>The numbers that both sides of a session obey.</summary>
public sealed record SessionPolicy
{
    /// <summary>The usual numbers.</summary>
    public static readonly SessionPolicy Default = new();

    private const double MarkedShare = 0.8;

    /// <summary>
    /// Messages that may be unacknowledged. At least 1. A receiver holds numbers up to twice as far apart.
    /// </summary>
    public int WindowMessages { get; init; } = 2048;

    /// <summary>Bytes that may be unacknowledged; a larger message goes alone. At least 1.</summary>
    public int WindowBytes { get; init; } = 128 * 1024;

    /// <summary>The shortest time a marker waits for its acknowledgement.</summary>
    public TimeSpan MinTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest time a marker waits for its acknowledgement.</summary>
    public TimeSpan MaxTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Markers that leave within one timeout while anything is unacknowledged: the failure threshold. At least 1.
    /// </summary>
    public int MarkersPerTimeout { get; init; } = 5;

    /// <summary>
    /// Markers at the beginning of a session that leave as if the timeout were the shortest one: so a timeout that
    /// follows latency has its first samples in a second, and not only after some of the long timeouts that hold
    /// until then. At least 0.
    /// </summary>
    public int FirstMarkers { get; init; }

    /// <summary>
    /// The share of what was sent before a marker that may be missing in a success. From 0 to 1, exclusive.
    /// </summary>
    public double MaxLoss { get; init; } = 0.10;

    /// <summary>How far apart markers are while there is nothing to acknowledge.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A receiver acknowledges after this many messages, or a quarter of the window if that is less. At least 1.
    /// </summary>
    public int AckEvery { get; init; } = 32;

    /// <summary>A receiver acknowledges a message no later than this; see <see cref="AckWithin"/>.</summary>
    public TimeSpan AckDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Ranges in each list of an acknowledgement. At least 1, and the same on every node: a list that is as long as
    /// this is read as cut short.
    /// </summary>
    public int MaxMissingRanges { get; init; } = 16;

    /// <summary>
    /// Messages that share a frame. At least 1, and the same on every node: a fuller frame is refused.
    /// </summary>
    public int FrameMessages { get; init; } = 128;

    /// <summary>Bytes that share a frame; a larger message has one to itself.</summary>
    public int FrameBytes { get; init; } = 32 * 1024;

    /// <summary>
    /// How long a receiver may hold back an acknowledgement: the delay, or a quarter of the sender's timeout if that
    /// is shorter. A receiver does not know that timeout, only the least it can be.
    /// </summary>
    public TimeSpan AckWithin => AckDelay < MinTimeout / 4 ? AckDelay : MinTimeout / 4;

    // Of what fills a window no more than a quarter waits for the delay.
    internal int AckAfterMessages => Math.Max(1, Math.Min(WindowMessages / 4, AckEvery));

    internal int AckAfterBytes => Math.Min(WindowBytes / 4, FrameBytes);

    /// <summary>How far apart the numbers may be that either side keeps a record of.</summary>
    public int Span => 2 * WindowMessages;

    /// <summary>How long a marker waits, from the peer's adaptive timeout.</summary>
    public TimeSpan TimeoutFor(TimeSpan adaptive) =>
        adaptive < MinTimeout ? MinTimeout : adaptive > MaxTimeout ? MaxTimeout : adaptive;

    /// <summary>
    /// How far apart markers are while anything is unacknowledged. As many as the failure threshold leave within four
    /// fifths of a timeout: the last fifth is for wake-ups that are late, so that silence is known within two timeouts.
    /// </summary>
    public TimeSpan MarkerInterval(TimeSpan timeout) => timeout * MarkedShare / MarkersPerTimeout;

    // The least that a product of doubles may be off a whole number is no loss.
    internal bool IsLoss(long missing, long sent) => missing > MaxLoss * sent + 1e-9;
}
