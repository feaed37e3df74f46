using System.Diagnostics.CodeAnalysis;
using CretoAkka.Circuits;

namespace CretoAkka.Sessions;

/// <summary>A ping without an answer yet.</summary>
/// <param name="SentAt">When it left.</param>
/// <param name="Deadline">When it has failed, if it is a probe.</param>
/// <param name="Generation">The circuit's generation when it left.</param>
/// <param name="Admission">
/// What its outcome is bound to; null: it is no probe, and nothing follows from silence.
/// </param>
internal readonly record struct Ping(TimeSpan SentAt, TimeSpan Deadline, long Generation, Admission? Admission);

/// <summary>Pings on their way. Few at any time: each waits for its deadline at most.</summary>
internal sealed class PingLog
{
    private readonly Dictionary<long, Ping> _waiting = [];
    private long _last;

    /// <summary>The earliest deadline; null: none waits.</summary>
    public TimeSpan? NextDeadline => _waiting.Count == 0 ? null : _waiting.Values.Min(p => p.Deadline);

    /// <summary>Takes a ping as sent.</summary>
    /// <returns>Its number.</returns>
    public long Add(in Ping ping)
    {
        _waiting[++_last] = ping;
        return _last;
    }

    /// <summary>A ping was answered; false: it is not waited for any more, or never was.</summary>
    public bool TryTake(long number, [MaybeNullWhen(false)] out Ping ping) => _waiting.Remove(number, out ping);

    /// <summary>The pings whose deadline has passed, each told once.</summary>
    public IReadOnlyList<Ping> Expire(TimeSpan now)
    {
        if (NextDeadline is not { } next || now < next)
            return [];
        var expired = _waiting.Where(p => p.Value.Deadline <= now).ToList();
        foreach (var (number, _) in expired)
            _waiting.Remove(number);
        return [.. expired.Select(p => p.Value)];
    }

    /// <summary>Forgets all pings.</summary>
    public IReadOnlyList<Ping> Clear()
    {
        var all = _waiting.Values.ToList();
        _waiting.Clear();
        return all;
    }
}
