using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Calls;

/// <summary>
/// The memory of one permit, used again and again. Its word holds a version and a phase, so that of completion,
/// deadline and application exactly one wins the compare-exchange, and an old copy of a permit never does.
/// </summary>
internal class PermitSlot
{
    private const long Running = 1;
    private const long Voiding = 2;
    private const int VersionShift = 2;

    private long _word;
    private long _deadline;
    private TimeSpan _startedAt;
    private TimeSpan _timeout;
    private Admission _admission;
    private bool _voided;

    /// <summary>The peer's gate while the permit runs.</summary>
    public CircuitGate Gate { get; private set; } = null!;

    /// <summary>How long the use was given.</summary>
    public TimeSpan Timeout => _timeout;

    /// <summary>When the use started.</summary>
    public TimeSpan StartedAt => _startedAt;

    /// <summary>Starts a new permit in this slot. Only its owner, who took it from the pool, calls this.</summary>
    public int Start(CircuitGate gate, in Admission admission, TimeSpan now, TimeSpan timeout)
    {
        Gate = gate;
        _admission = admission;
        _startedAt = now;
        _timeout = timeout;
        _voided = false;
        Volatile.Write(ref _deadline, (now + timeout).Ticks);
        var version = Version(_word) + 1;
        Volatile.Write(ref _word, ((long)version << VersionShift) | Running);
        return version;
    }

    /// <summary>Ends the permit of that version; true for exactly one caller.</summary>
    public bool TryEnd(int version)
    {
        var running = Word(version);
        var spin = default(SpinWait);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref _word, running & ~Running, running);
            if (seen == running)
                return true;
            if (seen != (running | Voiding))
                return false;
            spin.SpinOnce(); // The sweeper is giving the permit back as neutral, which waits for nothing.
        }
    }

    /// <summary>Reports the outcome to the gate. Only by the winner of <see cref="TryEnd"/>.</summary>
    public CompletionReply Report(Outcome outcome, FailureCause cause, TimeSpan now)
    {
        if (_voided)
            return CompletionReply.Stale;
        if (outcome != Outcome.Neutral)
            Gate.Latency.Record(now - _startedAt, Status(outcome, cause), now);
        return Gate.Complete(_admission, outcome, cause, _startedAt + _timeout);
    }

    /// <summary>Ends the permit if its deadline has passed.</summary>
    public void Sweep(TimeSpan now)
    {
        var word = Volatile.Read(ref _word);
        if ((word & Running) == 0 || now.Ticks < Volatile.Read(ref _deadline))
            return;
        if (Interlocked.CompareExchange(ref _word, word & ~Running, word) == word)
            Expire();
    }

    /// <summary>
    /// Gives a running permit back as neutral, and its use another full timeout: the process itself stood still, and
    /// what did not come in that time says nothing about the peer.
    /// </summary>
    public void Void(TimeSpan now)
    {
        var word = Volatile.Read(ref _word);
        if ((word & Running) == 0 || Interlocked.CompareExchange(ref _word, word | Voiding, word) != word)
            return;
        if (!_voided)
            Gate.Complete(_admission, Outcome.Neutral, default, _startedAt + _timeout);
        _voided = true;
        Volatile.Write(ref _deadline, (now + _timeout).Ticks);
        Volatile.Write(ref _word, word);
    }

    /// <summary>The deadline passed.</summary>
    protected virtual void Expire() => Report(Outcome.Failure, FailureCause.Timeout, _startedAt + _timeout);

    private static long Word(int version) => ((long)version << VersionShift) | Running;

    private static int Version(long word) => (int)(word >> VersionShift);

    private static LatencyStatus Status(Outcome outcome, FailureCause cause) => (outcome, cause) switch
    {
        (Outcome.Success, _) => LatencyStatus.Success,
        (_, FailureCause.Timeout) => LatencyStatus.Timeout,
        _ => LatencyStatus.Failure,
    };
}
