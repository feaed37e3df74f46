using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Core.Quorums;
using CretoAkka.Simulation.Checks;

namespace CretoAkka.Simulation.Links;

/// <summary>
/// One peer's circuit with what lives beside it: permits, the window of outcomes, the average, and the node's budget,
/// which it takes from before it leaves Closed. The door that every input enters by.
/// </summary>
internal sealed partial class Gate
{
    private readonly CircuitPolicy _policy;
    private readonly OutcomeWindow _sessions;
    private readonly Quorum? _quorum;
    private OutcomeAverage _average;
    private TimeSpan? _silentSince;
    private TimeSpan? _heardAt;
    private TimeSpan? _trippedAt;

    /// <summary>Makes a closed gate.</summary>
    /// <param name="peer">Whose.</param>
    /// <param name="settings">What it obeys.</param>
    /// <param name="quorum">What it may not leave Closed without; null: nothing bounds it.</param>
    /// <param name="seed">Decides the jitter of its back-off.</param>
    /// <param name="now">The time.</param>
    public Gate(string peer, LinkSettings settings, Quorum? quorum, ulong seed, TimeSpan now)
    {
        (Peer, _policy, _quorum) = (peer, settings.Circuit, quorum);
        _sessions = new OutcomeWindow(settings.SessionRate);
        Timeout = new PeerTimeout(settings.Timeout);
        Circuit = Circuit.Create(_policy, seed, now);
        Books = new PermitBooks(this, _policy);
        quorum?.Add(this);
    }

    /// <summary>Whose gate this is.</summary>
    public string Peer { get; }

    /// <summary>The circuit now.</summary>
    public Circuit Circuit { get; private set; }

    /// <summary>The peer's latencies, and the timeout that follows them.</summary>
    public PeerTimeout Timeout { get; }

    /// <summary>Who watches that permits are kept.</summary>
    public PermitBooks Books { get; }

    /// <summary>Entries to open.</summary>
    public long Trips { get; private set; }

    /// <summary>States that were entered and that nobody has followed yet, oldest first.</summary>
    public Queue<CircuitState> Entered { get; } = new();

    /// <summary>What has been heard of the peer.</summary>
    public MemberSigns Signs =>
        new(1, Circuit.State == CircuitState.Closed, _trippedAt, _silentSince, _heardAt);

    /// <summary>Asks for a permit; null: refused.</summary>
    public Permit? Admit(TimeSpan now, TimeSpan timeout, OutcomeSource source)
    {
        Elapse(now);
        var step = Circuit.Step(CircuitInput.Admit(timeout), now, _policy);
        Commit(step.Next, now);
        if (step.Reply != CircuitReply.Admitted)
            return null;
        if (source == OutcomeSource.Session)
            _silentSince ??= now;
        return Books.Admitted(new Permit(Circuit.Generation, now + timeout, source), now, timeout);
    }

    /// <summary>An admitted use ended.</summary>
    public void Complete(Permit permit, Outcome outcome, FailureCause cause, TimeSpan now)
    {
        Elapse(now);
        var before = Circuit;
        var step = outcome switch
        {
            Outcome.Success => Succeed(permit, now),
            Outcome.Failure => Fail(permit, cause, now),
            _ => Circuit.Step(CircuitInput.Ignore(permit.Generation), now, _policy),
        };
        Books.Settled(permit, before, step);
        Commit(step.Next, now);
    }

    /// <summary>A bulk message arrived or was lost.</summary>
    public void CountBulk(bool arrived, TimeSpan now)
    {
        Elapse(now);
        var generation = Circuit.Generation;
        var input = arrived
            ? CircuitInput.Succeed(generation, OutcomeSource.Bulk)
            : CircuitInput.Fail(generation, FailureCause.Loss, OutcomeSource.Bulk);
        Commit(Circuit.Step(input, now, _policy).Next, now);
    }

    /// <summary>Applies what neither opens nor asks.</summary>
    public void Apply(in CircuitInput input, TimeSpan now)
    {
        Elapse(now);
        Commit(Circuit.Step(input, now, _policy).Next, now);
    }

    /// <summary>The peer is proven faulty; where it may not be cut off it is suspected.</summary>
    public void Quarantine(TimeSpan now)
    {
        Elapse(now);
        Commit(Judge(CircuitInput.Quarantine(), IsolationRank.Quarantined, _average, now).Next, now);
    }

    /// <summary>Applies what time alone has changed.</summary>
    public void Elapse(TimeSpan now)
    {
        for (var next = Circuit.Elapse(now, _policy); next != Circuit; next = Circuit.Elapse(now, _policy))
            Commit(next, now);
        if (Circuit.IsSuspected && _average.Value < IsolationPolicy.TrustBelow && _quorum?.IsCharged(Peer) != true)
            Commit(Circuit.Step(CircuitInput.Trust(), now, _policy).Next, now);
    }

    private void Commit(Circuit next, TimeSpan now)
    {
        var before = Circuit;
        if (ReferenceEquals(before, next))
            return;
        Circuit = next;
        if (before.Generation != next.Generation)
            Leave(before, next, now);
        if (before.State == CircuitState.Closed && next.State == CircuitState.Closed)
            return;
        if (next.State == CircuitState.Closed)
            _quorum?.GiveBack(Peer);
        else
            _quorum?.Rerank(Peer, RankOf(next), now);
    }

    private void Leave(Circuit before, Circuit next, TimeSpan now)
    {
        Books.Left();
        var isMove = before.State != next.State || before.Mode != next.Mode;
        if (isMove)
            _sessions.Clear();
        if (next.State == CircuitState.Open && before.State != CircuitState.Open)
        {
            Trips++;
            _trippedAt = next.Mode == CircuitMode.Automatic ? now : _trippedAt;
        }
        if (before.State != next.State)
            Entered.Enqueue(next.State);
    }

    private static IsolationRank RankOf(Circuit circuit) => (circuit.Mode, circuit.State) switch
    {
        (CircuitMode.Quarantined, _) => IsolationRank.Quarantined,
        (CircuitMode.ForcedOpen, _) => IsolationRank.ForcedOpen,
        (_, CircuitState.HalfOpen) => IsolationRank.HalfOpen,
        _ => IsolationRank.Open,
    };
}
