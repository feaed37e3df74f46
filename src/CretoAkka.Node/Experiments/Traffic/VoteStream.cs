namespace CretoAkka.Node.Experiments.Traffic;

/// <summary>The votes of one sender, in order: 64 keys by turns, and now and then a critical message.</summary>
internal sealed class VoteStream
{
    /// <summary>Messages a second to each peer.</summary>
    public const double Rate = 830;

    /// <summary>Keys of votes.</summary>
    public const int Keys = 64;

    /// <summary>One message of so many is critical: two a second.</summary>
    public const int CriticalEvery = 415;

    /// <summary>Messages so far.</summary>
    public long Count { get; private set; }

    /// <summary>How many messages should have been sent after <paramref name="elapsed"/>.</summary>
    public static long DueAfter(TimeSpan elapsed) => (long)(elapsed.TotalSeconds * Rate);

    /// <summary>The next one.</summary>
    public Vote Next(TimeSpan now)
    {
        var number = ++Count;
        var critical = number / CriticalEvery;
        return number % CriticalEvery == 0
            ? new Vote(Vote.CriticalKey, critical, now)
            : new Vote((int)((number - critical - 1) % Keys), (number - critical - 1) / Keys, now);
    }
}
