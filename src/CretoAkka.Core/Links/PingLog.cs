using System.Diagnostics.CodeAnalysis;

namespace CretoAkka.Core.Links;

/// <summary>
/// Pings on their way, and the last of those without an outcome: a late answer opens a session and is a sample.
/// </summary>
internal sealed class PingLog<TPermit>
{
    private const int MostKept = 32;

    private readonly SortedDictionary<long, Ping<TPermit>> _pings = [];
    private long _last;

    /// <summary>The earliest deadline; null: none waits.</summary>
    public TimeSpan? NextDeadline { get; private set; }

    /// <summary>Takes a ping as sent.</summary>
    /// <returns>Its number.</returns>
    public long Add(in Ping<TPermit> ping)
    {
        _pings[++_last] = ping;
        while (_pings.Count > MostKept && _pings.First() is { Value.Deadline: null } oldest)
            _pings.Remove(oldest.Key);
        Recount();
        return _last;
    }

    /// <summary>Whether a ping was sent, and is not answered.</summary>
    public bool Knows(long number) => _pings.ContainsKey(number);

    /// <summary>A ping was answered; false: it is not known any more, or never was.</summary>
    public bool TryTake(long number, [MaybeNullWhen(false)] out Ping<TPermit> ping)
    {
        var isKnown = _pings.Remove(number, out ping);
        Recount();
        return isKnown;
    }

    /// <summary>The pings whose deadline has passed, each told once.</summary>
    public IReadOnlyList<Ping<TPermit>> Expire(TimeSpan now) =>
        NextDeadline <= now ? EndThoseDueBy(now) : Array.Empty<Ping<TPermit>>();

    /// <summary>No ping has an outcome any more.</summary>
    /// <returns>Those that were waiting.</returns>
    public IReadOnlyList<Ping<TPermit>> EndAll() => NextDeadline is null
        ? Array.Empty<Ping<TPermit>>()
        : EndThose(static ping => ping.Deadline is not null);

    /// <summary>Forgets all pings.</summary>
    public void Clear()
    {
        _pings.Clear();
        NextDeadline = null;
    }

    // Apart from Expire, which is asked after every input and would make what captures the time each time.
    private List<Ping<TPermit>> EndThoseDueBy(TimeSpan now) => EndThose(ping => ping.Deadline <= now);

    private List<Ping<TPermit>> EndThose(Func<Ping<TPermit>, bool> isOver)
    {
        var ended = new List<Ping<TPermit>>();
        foreach (var (number, ping) in _pings.Where(p => isOver(p.Value)).ToList())
        {
            ended.Add(ping);
            _pings[number] = ping with { Deadline = null, IsProbe = false, Permit = default };
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
