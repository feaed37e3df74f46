using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Sessions;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Observation;

/// <summary>
/// Who sends writes down what it was told of each message, who receives what it got; in the end each counter says the
/// same.
/// </summary>
[Trait("Decision", "D22")]
public sealed class MessageLedgerTests : VirtualNetworkTest
{
    private static readonly PeerId C = "c";
    private static readonly PeerId Nowhere = "nowhere";
    private readonly List<object> _receipts = [];
    private int _sent;
    private int _queuedWhileOpen;

    private static CretoSettings Settings => TestSettings.Of(Peer) is var s
        ? s with { Fallback = s.Fallback with { MaxQueueSize = 40, MaxRetries = 100 } }
        : throw new InvalidOperationException();

    [Fact]
    public async Task A_counter_equals_the_ledger_at_the_end_of_a_run()
    {
        var (a, b) = Joined(settings: Settings);
        var c = Network.Start("c", Settings);
        a.Circuits.AddPeer(C, VirtualNode.AddressOf("c"));
        c.Circuits.AddPeer(B, VirtualNode.AddressOf("b"));
        using var scrape = new Scrape(a.Circuits);
        Network.PassUntil(() => a.Circuits.GetMessages(C).IsEstablished, Ms(2000));

        for (var round = 0; round < 3; round++)
        {
            Network.Pass(Ms(2000), () => Send(a, B));
            CutUntilOpen(a);
            SendToAnOpenPeer(a);
            Cut(false);
            Network.PassUntil(() => IsAtRest(a), TimeSpan.FromSeconds(60));
        }

        await Compare(scrape, b.Received.Messages, c.Received.Messages);
        Assert.Empty(a.Errors);
    }

    private void SendToAnOpenPeer(VirtualNode a)
    {
        Network.Settle();
        var before = Count<Queued>();
        for (var i = 0; i < 5; i++)
            Send(a, B);
        for (var version = 0; version < 4; version++)
            Send(a, B, new MessageTraits { SupersedeKey = "view", Version = version });
        Send(a, B, new MessageTraits { Substitutable = true });
        Tell(a, new Send(B, new NotWritten(), Receipt: true));
        Tell(a, new Relay(B, "relayed", Receipt: true));
        Network.Pass(Ms(1000));
        _queuedWhileOpen += Count<Queued>() - before;
    }

    private async Task Compare(Scrape scrape, IReadOnlyList<object> toB, IReadOnlyList<object> toC)
    {
        var queued = _receipts.OfType<Queued>().Count();
        var superseded = 3 * 3; // three of four versions in each of three rounds
        Assert.Equal(_queuedWhileOpen, await scrape.Of(B, "fallback_total", "kind=queued"));
        Assert.Equal(Count<Rejected>(), await scrape.Of(B, "fallback_total", "kind=rejected"));
        Assert.Equal(toB.Count(m => m is "relayed"), await scrape.Of(B, "fallback_total", "kind=relayed"));
        Assert.Equal(toC.Count(m => m is int), await scrape.Of(B, "fallback_total", "kind=forwarded"));
        Assert.Equal(Trickled(), await scrape.Of(B, "fallback_total", "kind=trickled"));

        Assert.Equal(Count<Sent>() + queued, await scrape.Of(B, "queue_accepted_total"));
        Assert.Equal(toB.Count(m => m is int), await scrape.Of(B, "queue_outcomes_total", "reason=delivered"));
        Assert.Equal(superseded, await scrape.Of(B, "queue_outcomes_total", "reason=superseded"));
        foreach (var reason in (string[])["expired", "overflowed", "exhausted", "removed", "shut-down", "forwarded"])
            Assert.Equal(0, await scrape.Of(B, "queue_outcomes_total", "reason=" + reason));
        Assert.Equal((0L, 0L), (await scrape.Of(B, "session_outstanding"), await scrape.Of(B, "mode")));
        Assert.All((string[])["Queued", "Sent", "Rejected", "Forwarded"], name =>
            Assert.Contains(_receipts, receipt => receipt.GetType().Name == name));
    }

    [Fact]
    public async Task What_waits_and_what_is_lost_shows_by_class_and_reason()
    {
        var (a, _) = Joined(settings: Settings);
        using var scrape = new Scrape(a.Circuits);
        a.Circuits.AddPeer(Nowhere, VirtualNode.AddressOf("nowhere"));
        for (var i = 0; i < 3; i++)
            Send(a, Nowhere, new MessageTraits { Class = Core.Queues.MessageClass.Critical, Expiry = Ms(100) });
        for (var i = 0; i < 47; i++)
            Send(a, Nowhere);
        Network.Pass(Ms(500));

        Assert.Equal(3, await scrape.Of(Nowhere, "queue_outcomes_total", "reason=expired"));
        Assert.Equal(7, await scrape.Of(Nowhere, "queue_outcomes_total", "reason=overflowed"));
        Assert.Equal(40, await scrape.Of(Nowhere, "queue_depth", "class=normal"));
        Assert.Equal(0, await scrape.Of(Nowhere, "queue_depth", "class=critical"));
        Assert.Equal(a.Circuits.GetMessages(Nowhere).QueuedBytes, await scrape.Of(Nowhere, "queue_bytes", "class=normal"));
        Assert.Equal(0, await scrape.Of(Nowhere, "queue_outcomes_total", "reason=removed"));
    }

    [Fact]
    public async Task What_a_session_does_not_expect_is_counted_by_kind()
    {
        var (a, _) = Joined();
        using var scrape = new Scrape(a.Circuits);
        for (var i = 0; i < 2; i++)
            Network.Tell("a", new SessionProtocol.Welcome("b", 1, 2, 3, SessionProtocol.WireVersion));
        for (var i = 0; i < 3; i++)
            Network.Tell("a", new SessionProtocol.Unknown("b"));
        var proof = new SessionProtocol.Proof(new byte[32], new byte[64]);
        for (var i = 0; i < 4; i++)
            Network.Tell("a", new SessionProtocol.Hello("b", 1, 2, 3, 1, 1) { Proof = proof });
        Network.Settle();

        Assert.Equal(2, await scrape.Of(B, "session_anomalies_total", "kind=wrong-nonce"));
        Assert.Equal(3, await scrape.Of(B, "session_anomalies_total", "kind=unknown-message"));
        Assert.Equal(4, await scrape.Of(B, "session_anomalies_total", "kind=unauthenticated"));
        Assert.Equal(4, await scrape.Of("unauthenticated_total"));
        Assert.Equal(5, a.Circuits.GetMessages(B).Ignored);
    }

    [Fact]
    public async Task A_message_that_nobody_here_can_read_is_counted_at_its_receiver()
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A);
        using var scrape = new Scrape(b.Circuits);
        Network.Wire("a", "b").Carries = static message => [Unreadable(message)];
        for (var i = 0; i < 5; i++)
            Send(a, B);
        Network.Pass(Ms(500));

        Assert.Equal(5, await scrape.Of(A, "session_anomalies_total", "kind=unreadable-payload"));
        Assert.Empty(b.Received.Messages);
    }

    private void Send(VirtualNode node, PeerId peer, MessageTraits? traits = null) =>
        Tell(node, new Send(peer, _sent++, traits, Receipt: true));

    private void Tell(VirtualNode node, object message) =>
        node.Circuits.Supervisor.Tell(message, new RecordingRef(node.System, receipt =>
        {
            lock (_receipts)
                _receipts.Add(receipt);
        }));

    private static bool IsAtRest(VirtualNode a) => a.Circuits.GetState(B) == CircuitState.Closed
        && a.Circuits.GetMessages(B).Ledger.Pending == 0;

    private int Count<T>() => _receipts.OfType<T>().Count();

    // Messages in frames that left between an opening and the next closing, as the network saw them.
    private int Trickled()
    {
        var (count, isCut) = (0, false);
        foreach (var logged in Network.Log.Where(l => l.Node == "a"))
        {
            isCut = logged.What is CircuitOpened || (isCut && logged.What is not CircuitClosed);
            if (isCut && logged is { To: "b", What: SessionProtocol.Frame frame })
                count += frame.Payloads.Length;
        }
        return count;
    }

    private static object Unreadable(object message) => message is SessionProtocol.Frame frame
        ? frame with { Payloads = [.. frame.Payloads.Select(p => p with { Manifest = "nobody knows" })] }
        : message;

    private sealed record NotWritten;
}
