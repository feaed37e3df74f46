namespace CretoAkka.Simulation.Links;

/// <summary>A ping without an answer yet.</summary>
internal readonly record struct Ping(TimeSpan SentAt, TimeSpan? Deadline, long Generation, Permit? Permit);

/// <summary>Pings on their way, and the last of those without an outcome: a late answer is a sample.</summary>
internal sealed class PingLog
{
    private const int MostKept = 32;

    private readonly SortedDictionary<long, Ping> _pings = [];
    private long _last;

    /// <summary>The earliest deadline; null: none waits.</summary>
    public TimeSpan? NextDeadline { get; private set; }

    /// <summary>Takes a ping as sent.</summary>
    public long Add(in Ping ping)
    {
        _pings[++_last] = ping;
        while (_pings.Count > MostKept && _pings.First() is { Value.Deadline: null } oldest)
            _pings.Remove(oldest.Key);
        Recount();
        return _last;
    }

    /// <summary>A ping was answered; false: it is not known.</summary>
    public bool TryTake(long number, out Ping ping)
    {
        var isKnown = _pings.Remove(number, out ping);
        Recount();
        return isKnown;
    }

    /// <summary>The pings whose deadline has passed, each told once.</summary>
    public IReadOnlyList<Ping> Expire(TimeSpan now) =>
        NextDeadline <= now ? EndThose(p => p.Deadline <= now) : Array.Empty<Ping>();

    /// <summary>No ping has an outcome any more.</summary>
    public IReadOnlyList<Ping> EndAll() =>
        NextDeadline is null ? Array.Empty<Ping>() : EndThose(p => p.Deadline is not null);

    /// <summary>Forgets all pings.</summary>
    public void Clear()
    {
        _pings.Clear();
        NextDeadline = null;
    }

    private List<Ping> EndThose(Func<Ping, bool> isOver)
    {
        var ended = new List<Ping>();
        foreach (var (number, ping) in _pings.Where(p => isOver(p.Value)).ToList())
        {
            ended.Add(ping);
            _pings[number] = ping with { Deadline = null, Permit = null };
        }
        Recount();
        return ended;
    }

    private void Recount()
    {
        NextDeadline = null;
        foreach (var ping in _pings.Values)
            NextDeadline = NextDeadline < ping.Deadline ? NextDeadline : ping.Deadline ?? NextDeadline;
    }
}
