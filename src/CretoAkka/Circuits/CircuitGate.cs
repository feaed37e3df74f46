using CretoAkka.Calls;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Latency;

namespace CretoAkka.Circuits;

/// <summary>
/// One peer's decisions. Every input enters by the same door: lock, apply elapsed time, fold in the successes counted
/// since, step, publish, and tell the actor last, so that the order of its mailbox is the order of the changes.
/// Only admission and success of a closed circuit take no lock. Outlives its actor. Thread-safe.
/// </summary>
internal sealed partial class CircuitGate
{
    private readonly Lock _lock = new();
    private readonly NodeClock _clock;
    private Action<IGateNotice> _tell;
    private readonly CircuitCounters _counters = new();
    private readonly OutcomeWindow? _calls;
    private readonly OutcomeWindow? _session;
    private readonly CircuitPolicy _policy;
    private readonly List<TimeSpan> _probeDeadlines = [];

    private Circuit _circuit;
    private long _folded;
    private volatile Published _published;

    /// <summary>Makes a closed gate.</summary>
    /// <param name="peer">Whose.</param>
    /// <param name="settings">What it obeys.</param>
    /// <param name="clock">The node's time.</param>
    /// <param name="sessionRule">The second trip rule for the outcomes of its session; null: none.</param>
    /// <param name="tell">Takes notices; called under the lock, so it must only enqueue.</param>
    public CircuitGate(
        PeerId peer,
        PeerSettings settings,
        NodeClock clock,
        Action<IGateNotice> tell,
        FailureRateRule? sessionRule = null)
    {
        Peer = peer;
        Settings = settings;
        _address = settings.Address;
        _policy = settings.Circuit;
        _clock = clock;
        _tell = tell;
        _calls = settings.CallFailureRate is { } rule ? new OutcomeWindow(rule) : null;
        _session = sessionRule is null ? null : new OutcomeWindow(sessionRule);
        _circuit = Circuit.Create(_policy, Seed(peer), clock.Now);
        _published = new(_circuit, new GenerationTally());
        Latency = new LatencyRecorder(settings);
    }

    /// <summary>Whose gate this is.</summary>
    public PeerId Peer { get; }

    /// <summary>What it obeys.</summary>
    public PeerSettings Settings { get; }

    /// <summary>Where the peer is; null: it takes calls only, or is an actor of this node.</summary>
    public string? Address { get => _address; set => _address = value; }

    private volatile string? _address;

    /// <summary>Whether the peer takes messages, and not calls only.</summary>
    public bool TakesMessages => Address is not null || Settings.LocalTarget is not null;

    /// <summary>The peer's latencies and the timeout that follows them.</summary>
    public LatencyRecorder Latency { get; }

    /// <summary>The circuit as last published.</summary>
    public Circuit Circuit => _published.Circuit;

    /// <summary>What waits for the peer, as its actor last said.</summary>
    public MessageStats Link { get => _link; set => _link = value; }

    private volatile MessageStats _link = MessageStats.Nothing;

    /// <summary>The node's time.</summary>
    public TimeSpan Now => _clock.Now;

    /// <summary>Asks to use the peer.</summary>
    /// <param name="now">The time.</param>
    /// <param name="timeout">How long this use may take.</param>
    /// <param name="admission">What its outcome is bound to.</param>
    public bool TryAdmit(TimeSpan now, TimeSpan timeout, out Admission admission)
    {
        var published = _published;
        if (published.Circuit.State == CircuitState.Closed)
        {
            admission = new(published.Circuit.Generation, published.Tally);
            return true;
        }
        return TryProbe(now, timeout, out admission);
    }

    /// <summary>Why a use would be refused now.</summary>
    public CircuitRejection Rejection()
    {
        lock (_lock)
        {
            var retryAfter = _circuit.State == CircuitState.HalfOpen && _probeDeadlines.Count > 0
                ? Positive(_probeDeadlines.Min() - _clock.Now)
                : _circuit.RetryAfter(_clock.Now);
            return new(Peer, _circuit.State, _circuit.Mode, _circuit.TripCause, retryAfter);
        }
    }

    /// <summary>What the circuit has seen, and where it is.</summary>
    public CircuitStats Stats()
    {
        lock (_lock)
            return StatsLocked(_clock.Now);
    }

    /// <summary>Applies a command, an answer or the passage of time.</summary>
    public CircuitReply Apply(in CircuitInput input)
    {
        lock (_lock)
        {
            var now = Enter();
            return Commit(_circuit.Step(input, now, _policy), now);
        }
    }

    /// <summary>
    /// The peer is removed: uses that end later are told their outcome, but nothing is announced any more. A peer of
    /// the same name that is added again must not hear of them.
    /// </summary>
    public void Retire()
    {
        lock (_lock)
            _tell = static _ => { };
    }

    private bool TryProbe(TimeSpan now, TimeSpan timeout, out Admission admission)
    {
        lock (_lock)
        {
            now = Enter();
            var reply = Commit(_circuit.Step(CircuitInput.Admit(timeout), now, _policy), now);
            admission = new(_circuit.Generation, _circuit.State == CircuitState.Closed ? _published.Tally : null);
            if (reply == CircuitReply.Admitted)
            {
                if (_circuit.State == CircuitState.HalfOpen)
                    _probeDeadlines.Add(now + timeout);
                return true;
            }
            _counters.Rejected++;
            return false;
        }
    }

    private CircuitStats StatsLocked(TimeSpan now) => new()
    {
        State = _circuit.State,
        Mode = _circuit.Mode,
        Generation = _circuit.Generation,
        Cause = _circuit.Cause,
        Successes = _counters.Successes + _published.Tally.Count - _folded,
        Failures = _counters.Failures,
        Timeouts = _counters.Timeouts,
        Neutral = _counters.Neutral,
        Stale = _counters.Stale,
        Rejected = _counters.Rejected,
        Trips = _counters.Trips,
        ConsecutiveFailures = _circuit.FailureRuns.Longest,
        ProbesInFlight = _circuit.ProbesInFlight,
        TimeInState = now - _circuit.EnteredAt,
        RetryAfter = _circuit.RetryAfter(now),
    };

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    // FNV-1a: the same on every run and machine, unlike string.GetHashCode.
    private static ulong Seed(PeerId peer)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in peer.Value)
            hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }

    private sealed record Published(Circuit Circuit, GenerationTally Tally);
}
