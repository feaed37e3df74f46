using System.Collections.Concurrent;
using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Quorums;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Quorums;

/// <summary>Real gates around one budget, without actors.</summary>
[Trait("Decision", "D13")]
public class BudgetConcurrencyTests
{
    private const int Members = 7; // f = 2, Q = 5
    private readonly ManualTime _time = new(TimeSpan.FromMicroseconds(50));
    private readonly Dictionary<string, CircuitGate> _gates = [];
    private readonly SharedBudget _budget;
    private readonly ConcurrentQueue<string> _violations = [];
    private int _most;

    public BudgetConcurrencyTests()
    {
        var hold = TimeSpan.FromMilliseconds(1);
        _budget = new(new IsolationPolicy(null, hold), peer => _gates.GetValueOrDefault(peer));
        var settings = TestSettings.Peer with
        {
            Circuit = TestSettings.Peer.Circuit with { FailureThreshold = 2, OpenTimeout = hold },
        };
        var clock = new NodeClock(_time);
        for (var i = 1; i < Members; i++)
            _gates[$"n{i}"] = new($"n{i}", settings, clock, Check, budget: _budget);
        var weights = Enumerable.Range(0, Members).ToDictionary(i => $"n{i}", _ => 1L);
        _budget.Declare(new Membership(1, "n0", weights, FaultModel.Byzantine));
    }

    [Fact]
    public void Whatever_happens_at_once_a_quorum_is_closed_and_nobody_waits_for_ever()
    {
        const int operations = 20_000;

        Parallel.For(0, 6, thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < operations; i++)
                Act(random, _gates[$"n{random.Next(1, Members)}"]);
        });

        Assert.Empty(_violations);
        Assert.InRange(_most, 2, 2);
        AssertBooks();
    }

    private static void Act(Random random, CircuitGate gate)
    {
        switch (random.Next(20))
        {
            case 0: gate.Apply(CircuitInput.Reset()); break;
            case 1: gate.ForceOpen(TimeSpan.FromMilliseconds(1), isOverride: false); break;
            case 2: gate.Quarantine(); break;
            case 3 or 4: gate.ReleaseQuarantine(); break;
            case 5: gate.Apply(CircuitInput.ForceClose(TimeSpan.FromMilliseconds(1))); break;
            case < 12: Use(random, gate); break;
            default: gate.ReportFailure(null); break;
        }
    }

    private static void Use(Random random, CircuitGate gate)
    {
        if (gate.TryAdmit(gate.Now, TimeSpan.FromSeconds(1), out var admission))
        {
            gate.Complete(
                admission, random.Next(3) == 0 ? Outcome.Failure : Outcome.Success, default,
                gate.Now + TimeSpan.FromSeconds(1));
        }
    }

    // Told under the gate's lock: whoever is not closed holds a place just then.
    private void Check(IGateNotice notice)
    {
        if (notice is not CircuitTransition { To: not CircuitState.Closed } change)
            return;
        var budget = _budget.Now;
        if (!budget.TryGet(change.Peer.Value, out _) || budget.Used > 2)
            _violations.Enqueue($"{change.Peer} {change.From} -> {change.To}, {budget.Used} cut off");
        InterlockedMax(ref _most, (int)budget.Used);
    }

    private static void InterlockedMax(ref int most, int seen)
    {
        for (var before = most; before < seen; before = most)
            Interlocked.CompareExchange(ref most, seen, before);
    }

    // Who holds a place is not closed, and who is not closed holds one.
    private void AssertBooks() => Assert.Equal(
        _gates.Where(g => g.Value.Circuit.State != CircuitState.Closed).Select(g => g.Key).Order(),
        _budget.Now.Holders.Select(h => h.Peer).Order());
}
