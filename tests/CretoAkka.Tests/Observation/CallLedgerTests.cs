using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Observation;

/// <summary>Whoever uses a peer writes down what came of it; in the end each counter says the same.</summary>
[Trait("Decision", "D22")]
public class CallLedgerTests : CircuitTestKit
{
    private static readonly PeerId Peer = "node-2";
    private readonly Dictionary<string, long> _ledger = [];
    private readonly List<Permit> _held = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_counter_equals_the_ledger_at_the_end_of_a_run(int seed)
    {
        Circuits.AddPeer(Peer);
        using var scrape = new Scrape(Circuits);
        var random = new Random(seed);
        for (var i = 0; i < 800; i++)
            await Step(random.Next(100));
        GiveBack();
        Settle();
        Follow();

        string[] counted = ["success", "failure", "neutral", "stale", "rejected", "trips"];
        foreach (var name in counted)
            Assert.Equal((name, Written(name)), (name, await scrape.Of(Peer, name + "_total")));
        foreach (var kind in Enum.GetValues<CretoAkka.Metrics.TransitionKind>())
        {
            var (from, to) = ($"from={Word(kind.ToString().Split("To")[0])}", $"to={Word(kind.ToString().Split("To")[1])}");
            Assert.Equal((kind, Written(kind.ToString())), (kind, await scrape.Of(Peer, "transitions_total", from, to)));
        }
        Assert.Equal(Written("answered"), await scrape.Of(Peer, "fallback_total", "kind=answered"));
        Assert.Equal(Written("timeout"), await scrape.Of(Peer, "latency_count", "status=timeout"));
        Assert.All((string[])[.. counted, "answered", "timeout"], name => Assert.True(Written(name) > 0, name));
        Assert.All((string[])["ClosedToOpen", "HalfOpenToClosed", "HalfOpenToOpen", "OpenToHalfOpen", "OpenToClosed"],
            name => Assert.True(Written(name) > 0, name));
    }

    private async Task Step(int dice)
    {
        switch (dice)
        {
            case < 55:
                Use(dice < 25 ? Outcome.Success : dice < 48 ? Outcome.Failure : Outcome.Neutral);
                break;
            case < 65:
                Hold();
                break;
            case < 70:
                Note(Circuits.RecordFailure(Peer), "failure");
                break;
            case < 75:
                await CallWithFallback();
                break;
            case < 80:
                Hang();
                break;
            case < 81:
                Circuits.ForceOpen(Peer, TimeSpan.FromSeconds(2));
                break;
            case < 82:
                Circuits.Reset(Peer);
                break;
            default:
                GiveBack(); // Before a deadline does.
                Pass(TimeSpan.FromMilliseconds(500));
                break;
        }
    }

    private void Use(Outcome outcome)
    {
        if (Acquired() is { } permit)
            Note(Circuits.Complete(permit, outcome), outcome.ToString());
    }

    // Answered when another is asked for: its circuit may have moved on by then.
    private void Hold()
    {
        if (_held is [var oldest, ..])
        {
            _held.RemoveAt(0);
            Note(Circuits.Complete(oldest, Outcome.Failure), "failure");
        }
        else if (Circuits.GetState(Peer) == CircuitState.Open || Acquired() is not { } permit)
            Use(Outcome.Success);
        else
            _held.Add(permit);
    }

    // Alone, so that nothing but its deadline can end it.
    private void Hang()
    {
        GiveBack();
        if (Circuits.GetStats(Peer) is not { State: CircuitState.Closed } || Acquired() is null)
            return;
        Pass(TestSettings.RequestTimeout * 2);
        Write("failure");
        Write("timeout");
    }

    private void GiveBack()
    {
        foreach (var permit in _held)
            Note(Circuits.Complete(permit, Outcome.Neutral), "neutral");
        _held.Clear();
    }

    private async Task CallWithFallback()
    {
        var options = new CallOptions<int>
        {
            FallbackResult = (_, _) =>
            {
                Write("rejected");
                Write("answered");
                return ValueTask.FromResult(0);
            },
        };
        if (await Circuits.ExecuteAsync(Peer, static _ => new ValueTask<int>(1), default, options) == 1)
            Write("success");
    }

    private Permit? Acquired()
    {
        if (Circuits.TryAcquire(Peer, out var permit))
            return permit;
        Write("rejected");
        return null;
    }

    private void Note(CompletionReply reply, string outcome) =>
        Write(reply == CompletionReply.Stale ? "stale" : outcome.ToLowerInvariant());

    private void Write(string what) => _ledger[what] = Written(what) + 1;

    private long Written(string what) => _ledger.GetValueOrDefault(what);

    // What the event stream told, from one to the next.
    private void Follow()
    {
        var state = CircuitState.Closed;
        while (HasMessages)
        {
            if (ReceiveOne(TimeSpan.Zero) is not IEvent told || Entered(told) is not { } next)
                continue;
            Write($"{state}To{next}");
            if (next == CircuitState.Open)
                Write("trips");
            state = next;
        }
    }

    private static CircuitState? Entered(IEvent told) => told switch
    {
        CircuitOpened => CircuitState.Open,
        CircuitHalfOpened => CircuitState.HalfOpen,
        CircuitClosed => CircuitState.Closed,
        _ => null,
    };

    private static string Word(string state) => state == "HalfOpen" ? "half-open" : state.ToLowerInvariant();
}
