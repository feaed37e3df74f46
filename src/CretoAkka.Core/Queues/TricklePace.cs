namespace CretoAkka.Core.Queues;

/// <summary>
/// How much may trickle to a peer that is cut off, and when. Immutable; time is an argument and never goes back.
/// </summary>
/// <remarks>
/// It starts with four tokens, each good for a frame of <see cref="FrameBytes"/>. While the last frame is acknowledged
/// a token comes back every 250 ms, so a healthy peer that was cut off by hand hears nearly all that matters. The time
/// that the frame was on its way counts once it is acknowledged, for one token at most: so a token comes every 250 ms
/// however far away the peer is, and one that is slow to acknowledge earns no burst. Without tokens and
/// acknowledgement at most <see cref="ProbeBytes"/> go each probe interval, which doubles with each such frame up to 8
/// s, and is what it was once the peer is heard. A larger message that goes alone is paid for by waiting longer.
/// </remarks>
public sealed record TricklePace
{
    /// <summary>What a frame may hold, in bytes, while there are tokens.</summary>
    public const int FrameBytes = 32 * 1024;

    /// <summary>What a frame may hold, in bytes, that goes without a token.</summary>
    public const int ProbeBytes = 8 * 1024;

    private const int MostTokens = 4;
    private static readonly TimeSpan RefillInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(8);

    private readonly TimeSpan _probeInterval;

    private TimeSpan Interval { get; init; }

    private TimeSpan LastSentAt { get; init; }

    private int IntervalsDue { get; init; } = 1;

    private bool IsAcknowledged { get; init; }

    private bool IsHeard { get; init; }

    // At a time, and how much of the next one is earned.
    private int Tokens { get; init; } = MostTokens;

    private TimeSpan Credit { get; init; }

    private TimeSpan CountedAt { get; init; }

    /// <summary>The pace for a peer of which nothing trickled yet.</summary>
    /// <param name="probeInterval">How often an unheard peer gets something at first. Longer than zero.</param>
    public TricklePace(TimeSpan probeInterval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probeInterval, TimeSpan.Zero);
        (_probeInterval, Interval) = (probeInterval, probeInterval);
    }

    /// <summary>The number of the last frame, from 1; 0: none was sent.</summary>
    public long Frame { get; private init; }

    /// <summary>How many bytes a frame may hold that leaves now; 0: none may leave.</summary>
    public int Allowance(TimeSpan now) =>
        Count(now).Tokens > 0 ? FrameBytes : !IsAcknowledged && now >= NextProbe ? ProbeBytes : 0;

    /// <summary>From when on a frame may leave, if nothing is heard or acknowledged before.</summary>
    public TimeSpan NextAt(TimeSpan now)
    {
        var counted = Count(now);
        var next = counted.Tokens > 0 ? now
            : IsAcknowledged ? now + (RefillInterval - counted.Credit)
            : NextProbe;
        return next > now ? next : now;
    }

    /// <summary>A frame leaves, within its allowance or with one larger message.</summary>
    public TricklePace Sent(int bytes, TimeSpan now)
    {
        var counted = Count(now);
        var takesToken = counted.Tokens > 0;
        return counted with
        {
            Frame = Frame + 1,
            Tokens = takesToken ? counted.Tokens - 1 : 0,
            Interval = takesToken ? Interval : IsHeard ? _probeInterval : Longer(Interval),
            IntervalsDue = takesToken ? 1 : Math.Max(1, (bytes + ProbeBytes - 1) / ProbeBytes),
            LastSentAt = now,
            IsAcknowledged = false,
            IsHeard = false,
        };
    }

    /// <summary>All of a frame is acknowledged. One before the last only says that the peer is there.</summary>
    public TricklePace Acknowledged(long frame, TimeSpan now)
    {
        var counted = Count(now).Heard();
        if (IsAcknowledged || frame != Frame || frame == 0)
            return counted;
        var onItsWay = now - LastSentAt < RefillInterval ? now - LastSentAt : RefillInterval;
        return (counted with { IsAcknowledged = true, Credit = counted.Credit + onItsWay }).Count(now);
    }

    /// <summary>The peer is heard: it is there, whether or not it gets what is sent.</summary>
    public TricklePace Heard() => this with { Interval = _probeInterval, IsHeard = true };

    private TimeSpan NextProbe => LastSentAt + (Interval * IntervalsDue);

    private TricklePace Count(TimeSpan now)
    {
        var credit = IsAcknowledged ? Credit + (now - CountedAt) : Credit;
        var earned = credit.Ticks / RefillInterval.Ticks;
        var isFull = Tokens + earned >= MostTokens;
        return this with
        {
            Tokens = isFull ? MostTokens : Tokens + (int)earned,
            Credit = isFull ? TimeSpan.Zero : credit - (RefillInterval * earned),
            CountedAt = now,
        };
    }

    private TimeSpan Longer(TimeSpan interval)
    {
        var longest = _probeInterval > LongestInterval ? _probeInterval : LongestInterval;
        return interval * 2 < longest ? interval * 2 : longest;
    }
}
