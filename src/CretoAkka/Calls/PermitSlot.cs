using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;

namespace CretoAkka.Calls;

/// <summary>
/// The memory of one permit, used again and again. Its word holds a version and a phase, so that of completion,
/// deadline and application exactly one wins the compare-exchange, and an old copy of a permit never does.
/// </summary>
internal abstract class PermitSlot(SlotTable table)
{
    private const long Running = 1;
    private const long Voiding = 2;
    private const int VersionShift = 2;
    private const int UsesOfAPlace = 16;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    private long _word;
    private long _deadline;
    private TimeSpan _startedAt;
    private TimeSpan _timeout;
    private Admission _admission;
    private bool _voided;

    // Where what it reports is counted: of a processor that used it of late, for to look costs as much as to count.
    private int _place;

    // The sweeper's own: since when it has seen the slot at rest.
    private long _seen = -1;
    private TimeSpan _restsSince;

    // Written under the table's lock, read by anyone.
    private volatile bool _retired;

    /// <summary>The peer's gate while the permit runs.</summary>
    public CircuitGate Gate { get; private set; } = null!;

    /// <summary>How long the use was given.</summary>
    public TimeSpan Timeout => _timeout;

    /// <summary>The trace its use belongs to. Set before it starts.</summary>
    protected CallTrace Trace { get; set; }

    /// <summary>Whether the sweeper lets it go, unless it is used meanwhile. Written under the table's lock.</summary>
    public bool IsRetired { get => _retired; set => _retired = value; }

    /// <summary>Whether nobody has used it since <see cref="IsLeftAlone"/> looked. By the sweeper.</summary>
    public bool IsUntouched => Volatile.Read(ref _word) == _seen;

    /// <summary>Where the slot is swept.</summary>
    protected SlotTable Table => table;

    private TimeSpan FirstDeadline => NodeClock.Later(_startedAt, _timeout);

    /// <summary>
    /// Starts a new permit in this slot. Only its owner, who took it from the pool, calls this. No fence: who looks for
    /// what runs, and must not miss it, makes one for all threads, and does that rarely; who cannot, as a caller that
    /// cancels, is looked for after this behind a fence.
    /// </summary>
    public int Start(CircuitGate gate, in Admission admission, TimeSpan now, TimeSpan timeout)
    {
        // Stored only where they change: the collector is told of every reference that is stored.
        if (!ReferenceEquals(Gate, gate))
            Gate = gate;
        if (!ReferenceEquals(_admission.Tally, admission.Tally) || _admission.Generation != admission.Generation)
            _admission = admission;
        _startedAt = now;
        _timeout = timeout;
        _voided = false;
        Volatile.Write(ref _deadline, FirstDeadline.Ticks);
        var version = Version(Volatile.Read(ref _word)) + 1; // At rest, so nobody else writes it.
        if ((version & (UsesOfAPlace - 1)) == 1)
            _place = Processors.Mine;
        Volatile.Write(ref _word, Word(version));
        if (_retired)
            table.Add(this); // The sweeper let it go meanwhile.
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
        if (Trace.IsNone)
            return ReportBare(outcome, cause, now);
        var trace = Trace;
        Trace = default;
        return trace.End(this, outcome, cause, now);
    }

    /// <summary>Reports the outcome to the gate, in whatever trace this thread is.</summary>
    public CompletionReply ReportBare(Outcome outcome, FailureCause cause, TimeSpan now)
    {
        if (_voided)
            return CompletionReply.Stale;
        if (outcome != Outcome.Neutral)
            Measure(outcome, cause, now);
        var deadline = new TimeSpan(_deadline); // The first: it is not voided.
        return Gate.Complete(_admission, outcome, cause, deadline, _place);
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
    /// what did not come in that time says nothing about the peer. Once: its caller does not wait for ever.
    /// </summary>
    public void Void(TimeSpan now)
    {
        var word = Volatile.Read(ref _word);
        if (_voided)
        {
            Sweep(now);
            return;
        }
        if ((word & Running) == 0 || Interlocked.CompareExchange(ref _word, word | Voiding, word) != word)
            return;
        Gate.Complete(_admission, Outcome.Neutral, default, FirstDeadline);
        _voided = true;
        Volatile.Write(ref _deadline, NodeClock.Later(now, _timeout).Ticks);
        Volatile.Write(ref _word, word);
    }

    /// <summary>Ends the permit, if it runs, as neutral: the node ends.</summary>
    public void Close()
    {
        var word = Volatile.Read(ref _word);
        if ((word & Running) == 0 || !TryEnd(Version(word)))
            return;
        Report(Outcome.Neutral, default, _startedAt);
        Closed();
    }

    /// <summary>Whether nobody has used the slot for so long that it may leave. By the sweeper.</summary>
    public bool IsLeftAlone(TimeSpan now)
    {
        var word = Volatile.Read(ref _word);
        if ((word & Running) != 0)
            return false;
        if (word == _seen)
            return now - _restsSince > LongestRest;
        (_seen, _restsSince) = (word, now);
        return false;
    }

    /// <summary>The deadline passed.</summary>
    protected virtual void Expire() => Report(Outcome.Failure, FailureCause.Timeout, FirstDeadline);

    /// <summary>The node ended.</summary>
    protected virtual void Closed()
    {
    }

    // An exception is no answer: where connecting fails at once, that must not shorten the timeout of what connects.
    private void Measure(Outcome outcome, FailureCause cause, TimeSpan now)
    {
        var latency = now - _startedAt;
        if (outcome == Outcome.Failure && cause is not (FailureCause.Timeout or FailureCause.Result))
            Gate.Latency.Observe(latency, LatencyStatus.Failure);
        else
            Gate.Latency.Record(latency, Status(outcome, cause), now, _place);
    }

    private static long Word(int version) => ((long)version << VersionShift) | Running;

    private static int Version(long word) => (int)(word >> VersionShift);

    private static LatencyStatus Status(Outcome outcome, FailureCause cause) => (outcome, cause) switch
    {
        (Outcome.Success, _) => LatencyStatus.Success,
        (_, FailureCause.Timeout) => LatencyStatus.Timeout,
        _ => LatencyStatus.Failure,
    };
}
