using System.Diagnostics.CodeAnalysis;
using CretoAkka.Circuits;

namespace CretoAkka.Sessions;

/// <summary>A ping without an answer yet.</summary>
/// <param name="SentAt">When it left.</param>
/// <param name="Deadline">When it has failed, if it is a probe; null: it has no outcome any more.</param>
/// <param name="Generation">The circuit's generation when it left.</param>
/// <param name="Admission">
/// What its outcome is bound to; null: it is no probe, and nothing follows from silence.
/// </param>
internal readonly record struct Ping(TimeSpan SentAt, TimeSpan? Deadline, long Generation, Admission? Admission);

/// <summary>
/// Pings on their way, and the last of those without an outcome: a late answer opens a session and is a sample.
/// </summary>
internal sealed class PingLog
{
    private const int MostKept = 32;

    private readonly SortedDictionary<long, Ping> _pings = [];
    private long _last;

    /// <summary>The earliest deadline; null: none waits.</summary>
    public TimeSpan? NextDeadline => _pings.Values.Min(p => p.Deadline);

    /// <summary>Takes a ping as sent.</summary>
    /// <returns>Its number.</returns>
    public long Add(in Ping ping)
    {
        _pings[++_last] = ping;
        while (_pings.Count > MostKept && _pings.First() is { Value.Deadline: null } oldest)
            _pings.Remove(oldest.Key);
        return _last;
    }

    /// <summary>Whether a ping was sent, and is not answered.</summary>
    public bool Knows(long number) => _pings.ContainsKey(number);

    /// <summary>A ping was answered; false: it is not known any more, or never was.</summary>
    public bool TryTake(long number, [MaybeNullWhen(false)] out Ping ping) => _pings.Remove(number, out ping);

    /// <summary>The pings whose deadline has passed, each told once.</summary>
    public IReadOnlyList<Ping> Expire(TimeSpan now) => EndThose(ping => ping.Deadline <= now);

    /// <summary>No ping has an outcome any more.</summary>
    /// <returns>Those that were waiting.</returns>
    public IReadOnlyList<Ping> EndAll() => EndThose(static ping => ping.Deadline is not null);

    /// <summary>Forgets all pings.</summary>
    public void Clear() => _pings.Clear();

    private List<Ping> EndThose(Func<Ping, bool> isOver)
    {
        var ended = new List<Ping>();
        foreach (var (number, ping) in _pings.Where(p => isOver(p.Value)).ToList())
        {
            ended.Add(ping);
            _pings[number] = ping with { Deadline = null, Admission = null };
        }
        return ended;
    }
}
