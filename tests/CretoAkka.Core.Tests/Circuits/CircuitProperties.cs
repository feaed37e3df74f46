using CretoAkka.Core.Circuits;
using CsCheck;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D1")]
[Trait("Decision", "D2")]
[Trait("Decision", "D3")]
[Trait("Decision", "D4")]
[Trait("Decision", "D5")]
[Trait("Decision", "D6")]
[Trait("Decision", "D7")]
[Trait("Decision", "D8")]
[Trait("Decision", "D10")]
[Trait("Decision", "D13")]
public class CircuitProperties
{
    private const int Histories = 5_000;

    [Fact]
    public void The_circuit_agrees_with_its_twin_after_every_step() => CircuitHistory.Any.Sample(history =>
    {
        var world = new CircuitWorld(history.Policy);
        var circuit = Circuit.Create(history.Policy, now: world.Now);
        var twin = new CircuitModel(history.Policy, world.Now);

        foreach (var step in history.Steps)
        {
            var happened = world.Next(step, circuit);
            var did = circuit.Step(happened.Input, happened.At, world.Policy);
            circuit = did.Next;
            world.After(did);

            Assert.Equal(twin.Happen(happened, world.Policy), (did.Reply, did.Observed));
            AssertSame(twin, circuit, world.Now);
        }
    }, iter: Histories);

    [Fact]
    public void It_does_not_matter_who_looks_when() => CircuitHistory.Any.Sample(history =>
    {
        var world = new CircuitWorld(history.Policy);
        var seldom = Circuit.Create(history.Policy, now: world.Now);
        var often = seldom;

        foreach (var step in history.Steps)
        {
            var before = world.Now;
            var happened = world.Next(step, seldom);
            for (var at = before; at < happened.At; at += (happened.At - before) / 7 + TimeSpan.FromTicks(1))
                often = often.Step(CircuitInput.Tick, at, world.Policy).Next;
            often = often.Step(happened.Input, happened.At, world.Policy).Next;
            var did = seldom.Step(happened.Input, happened.At, world.Policy);
            seldom = did.Next;
            world.After(did);

            Assert.Equal(seldom, often);
        }
    }, iter: Histories / 2);

    [Fact]
    public void The_books_add_up_and_every_permit_comes_back()
    {
        var (trips, closings, probes, stale) = (0, 0, 0, 0);
        CircuitHistory.Any.Sample(history =>
        {
            var ledger = new CircuitLedger();
            Keep(ledger, history);

            Interlocked.Add(ref trips, ledger.Trips);
            Interlocked.Add(ref closings, ledger.Closings);
            Interlocked.Add(ref probes, ledger.Probes);
            Interlocked.Add(ref stale, ledger.StaleOutcomes);
        }, iter: Histories);

        // Histories that hardly ever trip, probe or recover would prove nothing.
        Assert.InRange(trips, Histories, int.MaxValue);
        Assert.InRange(probes, Histories, int.MaxValue);
        Assert.InRange(closings, Histories / 20, int.MaxValue);
        Assert.InRange(stale, Histories, int.MaxValue);
    }

    private static void Keep(CircuitLedger ledger, CircuitHistory history)
    {
        var world = new CircuitWorld(history.Policy);
        var circuit = Circuit.Create(history.Policy, now: world.Now);
        foreach (var step in history.Steps)
            circuit = Book(ledger, world, circuit, world.Next(step, circuit));

        // All that is out comes back, and then nothing is in flight.
        foreach (var generation in world.Permits)
        {
            var returned = new HistoryEvent(Happening.Ignore, world.Now) { Generation = generation };
            circuit = Book(ledger, world, circuit, returned);
        }
        Assert.Equal(0, circuit.ProbesInFlight);
    }

    private static Circuit Book(CircuitLedger ledger, CircuitWorld world, Circuit circuit, HistoryEvent happened)
    {
        for (var next = circuit.Elapse(happened.At, world.Policy); !ReferenceEquals(next, circuit);
            next = circuit.Elapse(happened.At, world.Policy))
        {
            ledger.Elapsed(circuit, next);
            circuit = next;
        }
        var did = circuit.Step(happened.Input, happened.At, world.Policy);
        ledger.Happened(happened, circuit, did, world.Policy);
        world.After(did);
        return did.Next;
    }

    private static void AssertSame(CircuitModel twin, Circuit circuit, TimeSpan now)
    {
        Assert.Equal(
            (twin.State, twin.Mode, twin.Generation, twin.Cause, twin.TripCause, twin.LastFailure),
            (circuit.State, circuit.Mode, circuit.Generation, circuit.Cause, circuit.TripCause, circuit.LastFailure));
        Assert.Equal(twin.Suspected, circuit.IsSuspected);
        Assert.Equal(
            (twin.CallFailures, twin.SessionFailures, twin.ProbesOut, twin.ProbesGood, twin.Deadline, twin.Entered),
            (circuit.FailureRuns.Calls, circuit.FailureRuns.Session, circuit.ProbesInFlight,
                circuit.ProbesSucceeded, circuit.Deadline, circuit.EnteredAt));

        // A closed circuit takes quiet time off when it next matters, the twin at once.
        if (circuit.State != CircuitState.Closed)
            Assert.Equal(twin.Trips, circuit.BackoffExponent);

        var waits = twin.Mode == CircuitMode.Automatic && twin.State != CircuitState.Closed;
        Assert.Equal(waits ? twin.Deadline - now : null, circuit.RetryAfter(now));
    }
}
