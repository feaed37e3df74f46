using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Stress;

/// <summary>
/// Many threads do everything that can be done to a few peers while virtual time passes. When they are done, what the
/// circuits say must be what their users wrote down.
/// </summary>
public class StressSpec() : CircuitTestKit(Settings)
{
    private const int Workers = 8;
    private const int Acts = 1_500;

    private static readonly PeerId Observed = "observed";
    private static readonly PeerId[] Wild = ["wild-1", "wild-2"];
    private static readonly PeerId Automatic = "automatic";
    private static readonly PeerId Churned = "churned";
    private static readonly PeerId[] Peers = [Observed, .. Wild, Automatic, Churned];
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Ledgers _ledgers = new();
    private readonly Late _late = new((int)(TestSettings.RequestTimeout / Step));

    private static CretoSettings Settings => TestSettings.Of(TestSettings.Peer) with
    {
        Peers = ImmutableDictionary<PeerId, PeerSettings>.Empty.Add(Observed, TestSettings.Peer with
        {
            Circuit = TestSettings.Peer.Circuit with { Mode = CircuitMode.ObserveOnly },
        }),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Decision", "D2")]
    [Trait("Decision", "D3")]
    [Trait("Decision", "D5")]
    [Trait("Decision", "D20")]
    public async Task What_the_circuits_say_is_what_their_users_wrote_down(bool pauses)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Error));
        Circuits.ExportTo(_ledgers);
        var workers = Enumerable.Range(0, Workers).Select(Worker).ToList();
        var work = Task.WhenAll(workers.Select(w => Task.Run(() => w.Run(Peers, Acts))));
        PassUntil(work, pauses);
        await work;
        Advance(3 * TestSettings.RequestTimeout);
        Assert.NotEqual(0, workers.Sum(w => w.CompleteKept()));

        foreach (var peer in Peers)
            AssertBalanced(_ledgers[peer], exact: peer == Observed && !pauses);
        await AssertEvents();
        Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(0, Circuits.SlotCount);
    }

    private Worker Worker(int number) => new(Circuits, _ledgers, _late, seed: number)
    {
        LeftAlone = new HashSet<PeerId> { Observed, Automatic },
        Churned = new HashSet<PeerId> { Churned },
    };

    private void PassUntil(Task work, bool pauses)
    {
        for (var i = 1; !work.IsCompleted; i++)
        {
            Advance(Step);
            _late.Pass();
            if (pauses && i % 97 == 0)
                Scheduler.Advance(TestSettings.RequestTimeout); // One step: every timer within is late.
        }
    }

    private void Advance(TimeSpan span)
    {
        for (var left = span; left > TimeSpan.Zero; left -= Step)
            Scheduler.Advance(Step);
    }

    private TestScheduler Scheduler => (TestScheduler)Sys.Scheduler;

    private static void AssertBalanced(Ledger ledger, bool exact)
    {
        var seen = ledger.Seen();
        Assert.Equal(0, seen.ProbesInFlight);
        Assert.Equal(ledger.Refused.Value, seen.Rejected);
        var ended = ledger.Begun.Value + ledger.Reports.Value;
        Assert.Equal(ended, seen.Successes + seen.Failures + seen.Neutral + seen.Stale);
        Assert.Equal(
            ended,
            ledger.Succeeded.Value + ledger.Failed.Value + ledger.TimedOut.Value + ledger.Neutral.Value);
        if (exact)
        {
            Assert.Equal(
                (ledger.Succeeded.Value, ledger.Failed.Value + ledger.TimedOut.Value, ledger.TimedOut.Value,
                    ledger.Neutral.Value),
                (seen.Successes, seen.Failures, seen.Timeouts, seen.Neutral));
            return;
        }
        Assert.InRange(seen.Successes, 0, ledger.Succeeded.Value);
        Assert.InRange(seen.Failures, 0, ledger.Failed.Value + ledger.TimedOut.Value);
        Assert.InRange(seen.Timeouts, 0, ledger.TimedOut.Value);
    }

    private async Task AssertEvents()
    {
        foreach (var peer in Peers)
            await Circuits.Supervisor.Ask<Statistics>(new GetStats(peer), Patience);
        TestActor.Tell("end");
        var told = FishUntilEnd();
        Assert.Empty(told.OfType<Error>());
        foreach (var peer in Peers)
        {
            var changes = told.OfType<IEvent>().Where(e => e.Peer == peer && e is not TripObserved).ToList();
            var trips = changes.OfType<CircuitOpened>().Count();
            if (peer == Churned)
                Assert.InRange(trips, 0, _ledgers[peer].Seen().Trips); // A peer that was removed is not spoken of.
            else
                AssertAlternate(peer, [.. changes.Where(e => e is not PeerRecovered)], trips);
        }
        Assert.Contains(told, e => e is TripObserved);
    }

    private List<object> FishUntilEnd()
    {
        var told = new List<object>();
        while (ReceiveOne(Patience) is { } message and not "end")
            told.Add(message);
        return told;
    }

    private void AssertAlternate(PeerId peer, List<IEvent> changes, int trips)
    {
        Assert.Equal(_ledgers[peer].Seen().Trips, trips);
        Assert.Equal(peer != Observed, trips > 0);
        var state = CircuitState.Closed;
        long count = 0;
        foreach (var change in changes)
        {
            var next = change switch
            {
                CircuitOpened => CircuitState.Open,
                CircuitHalfOpened => CircuitState.HalfOpen,
                _ => CircuitState.Closed,
            };
            Assert.NotEqual(state, next);
            Assert.False(next == CircuitState.HalfOpen && state != CircuitState.Open);
            if (change is CircuitOpened opened)
                Assert.Equal(++count, opened.Stats.Trips);
            state = next;
        }
        Assert.Equal(Circuits.GetStats(peer).State, state);
    }
}
