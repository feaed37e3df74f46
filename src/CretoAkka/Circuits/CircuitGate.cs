using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Latency;
using CretoAkka.Quorums;

namespace CretoAkka.Circuits;

/// <summary>
/// One peer's decisions. Every input enters by the same door: lock, apply elapsed time, fold in the successes counted
/// since, step, publish, and tell the actor last, so that the order of its mailbox is the order of the changes.
/// Only admission and success of a closed circuit, and the refusal of an open one before its deadline, take no lock.
/// Outlives its actor. Thread-safe.
/// </summary>
internal sealed partial class CircuitGate
{
    private readonly Lock _lock = new();
    private readonly NodeClock _clock;
    private readonly Action<IGateNotice> _tell;
    private readonly CircuitCounters _counters = new();
    private readonly FailureRateRule? _sessionRule;
    private readonly SharedBudget? _budget;

    // Each made by the first that needs it: most peers are idle, have no session, or never opened.
    private OutcomeWindow? _session;
    private List<TimeSpan>? _probeDeadlines;

    private OutcomeWindow? _calls;
    private CircuitPolicy _policy;
    private Circuit _circuit;
    private long _folded;
    private bool _retired;
    private volatile Published _published;
    private volatile PeerSettings _settings;
    private volatile string? _address;

    /// <summary>Makes a closed gate.</summary>
    /// <param name="peer">Whose.</param>
    /// <param name="settings">What it obeys.</param>
    /// <param name="clock">The node's time.</param>
    /// <param name="sessionRule">The second trip rule for the outcomes of its session; null: none.</param>
    /// <param name="tell">Takes notices; called under the lock, so it must only enqueue.</param>
    /// <param name="budget">What it may not leave Closed without; null: nothing bounds it.</param>
    public CircuitGate(
        PeerId peer,
        PeerSettings settings,
        NodeClock clock,
        Action<IGateNotice> tell,
        FailureRateRule? sessionRule = null,
        SharedBudget? budget = null)
    {
        Peer = peer;
        _settings = settings;
        _address = settings.Address;
        _policy = settings.Circuit;
        _clock = clock;
        _tell = tell;
        _budget = budget;
        _calls = settings.CallFailureRate is { } rule ? new OutcomeWindow(rule) : null;
        _sessionRule = sessionRule;
        _circuit = Circuit.Create(_policy, Seed(peer), clock.Now);
        _published = new(_circuit, new GenerationTally());
        Latency = new LatencyRecorder(settings);
    }

    /// <summary>Whose gate this is.</summary>
    public PeerId Peer { get; }

    /// <summary>What it obeys.</summary>
    public PeerSettings Settings => _settings;

    /// <summary>Where the peer is; null: it takes calls only, or is an actor of this node.</summary>
    public string? Address { get => _address; set => _address = value; }

    /// <summary>Whether the peer takes messages, and not calls only.</summary>
    public bool TakesMessages => Address is not null || Settings.LocalTarget is not null;

    /// <summary>The peer's latencies and the timeout that follows them.</summary>
    public LatencyRecorder Latency { get; }

    /// <summary>When the peer was last asked for a sign of life, and gave one.</summary>
    public PeerSigns Signs { get; } = new();

    /// <summary>The circuit as last published.</summary>
    public Circuit Circuit => _published.Circuit;

    /// <summary>The node's time.</summary>
    public TimeSpan Now => _clock.Now;

    /// <summary>What the circuit has seen, and where it is.</summary>
    public CircuitStats Stats()
    {
        lock (_lock)
            return StatsLocked(Enter());
    }

    /// <summary>Applies a command that closes, an answer or the passage of time.</summary>
    public CircuitReply Apply(in CircuitInput input)
    {
        lock (_lock)
        {
            var now = Enter();
            return Commit(_circuit.Step(input, now, _policy), now);
        }
    }

    /// <summary>The membership's epoch or the peer's incarnation changed: permits given so far are stale.</summary>
    public void Renew()
    {
        lock (_lock)
        {
            var now = Enter();
            Commit(RenewalStep(now), now, renewed: true);
        }
    }

    // What is kept has seen every success of the generation that ends: where one came between, it is asked again.
    private CircuitStep RenewalStep(TimeSpan now)
    {
        while (true)
        {
            var seen = Fold(now);
            var step = _circuit.Step(CircuitInput.Renew(), now, _policy);
            if (step.Next.Generation == _circuit.Generation || _published.Tally.TrySeal(seen))
                return step;
        }
    }

    private OutcomeWindow? SessionWindow =>
        _session ??= _sessionRule is null ? null : new OutcomeWindow(_sessionRule);

    private CircuitStats StatsLocked(TimeSpan now) => new()
    {
        State = _circuit.State,
        Mode = _circuit.Mode,
        Generation = _circuit.Generation,
        Cause = _circuit.Cause,
        IsSuspected = _circuit.IsSuspected,
        Successes = _counters.Successes + _published.Tally.Count - _folded,
        Failures = _counters.Failures,
        Timeouts = _counters.Timeouts,
        Neutral = _counters.Neutral,
        Stale = _counters.Stale,
        Rejected = Interlocked.Read(ref _rejected),
        Trips = _counters.Trips,
        ConsecutiveFailures = _circuit.FailureRuns.Longest,
        ProbesInFlight = _circuit.ProbesInFlight,
        ProbesSucceeded = _circuit.ProbesSucceeded,
        TimeInState = now - _circuit.EnteredAt,
        ChangesIn = _circuit.Deadline is { } deadline ? Positive(deadline - now) : null,
        RetryAfter = _circuit.RetryAfter(now),
    };

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
