using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>How much is on its way at once, and what is not held back by that.</summary>
public sealed class WindowTests : VirtualNetworkTest
{
    private const int FrameBytes = 32 * 1024;
    private const int WindowBytes = 128 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(900)]
    [InlineData(1100)]
    [InlineData(20_000)]
    [InlineData(40_000)]
    [Trait("Decision", "D18")]
    public void A_frame_carries_at_most_128_messages_and_32_KiB_and_a_larger_message_alone(int size)
    {
        var (a, b) = Joined();
        CutUntilOpen(a); // so that there is more to send than one
        for (var i = 0; i < 25; i++)
            a.Circuits.Send(B, new byte[size]);
        for (var i = 0; i < 300; i++)
            a.Circuits.Send(B, "x");
        Cut(false);
        Network.PassUntil(() => b.Received.Messages.Count == 325, 3 * OpenTimeout);

        var frames = Network.LogOf<Frame>("a").Select(f => f.What.Payloads).Where(p => p.Length > 0).ToList();
        Assert.All(frames, payloads =>
        {
            Assert.InRange(payloads.Length, 1, 128);
            Assert.True(payloads.Length == 1 || payloads.Sum(p => p.Data.Length + p.Manifest.Length) <= FrameBytes);
        });
        Assert.Contains(frames, payloads => payloads.Length > 1);
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void What_is_told_together_fills_frames_while_the_circuit_is_closed()
    {
        var (a, b) = Joined(settings: Roomy());
        for (var i = 0; i < 400; i++)
            a.Circuits.Send(B, "x");
        Network.PassUntil(() => b.Received.Messages.Count == 400, OpenTimeout);

        Assert.Equal(128, Network.LogOf<Frame>("a").Max(f => f.What.Payloads.Length));
    }

    [Theory]
    [InlineData(3000, 10, 2048 - 127, 2048)] // what would not fill a frame waits
    [InlineData(900, 1000, 131 - 31, 131)]
    [Trait("Decision", "D15")]
    public void What_is_unacknowledged_is_bounded_in_number_and_in_bytes_and_the_rest_waits(
        int count, int size, int least, int most)
    {
        var (a, b) = Joined(settings: Roomy());
        Network.Pass(Ms(500));
        Network.Wire("b", "a").Loses = static _ => true;
        for (var i = 0; i < count; i++)
            a.Circuits.Send(B, new byte[size]);
        Network.Pass(Ms(200));

        var messages = a.Circuits.GetMessages(B);
        Assert.InRange(messages.Outstanding, least, most);
        Assert.Equal(count, messages.Outstanding + messages.Queued);
        Assert.Equal(messages.Outstanding, b.Received.Messages.Count);
        Assert.InRange(Network.LogOf<Frame>("a").Sum(f => f.What.Payloads.Sum(p => p.Data.Length)), 1, WindowBytes);

        Network.Wire("b", "a").Loses = static _ => false;
        Network.Pass(Ms(2000));
        Assert.Equal(count, a.Circuits.GetMessages(B).Ledger.Delivered);
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void Acknowledgements_and_answers_pass_an_open_circuit_and_a_full_window()
    {
        var (a, b) = Joined(settings: Roomy());
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(500));
        Quarantine(a, B);
        for (var i = 0; i < 300; i++)
            a.Circuits.Send(B, new byte[1000]); // nothing of this leaves
        Network.Pass(TimeSpan.FromSeconds(20), () => b.Circuits.Send(A, 1));

        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
        Assert.Empty(b.Received.Messages);
        Assert.Equal((CircuitState.Closed, 0L), (b.Circuits.GetState(A), b.Circuits.GetStats(A).Trips));
        Assert.Equal(0, b.Circuits.GetStats(A).Failures);
        Assert.True(b.Circuits.GetMessages(A).Ledger.Delivered > 1900);
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void What_is_told_in_one_run_of_the_mailbox_shares_a_frame_and_an_idle_link_does_not_wait()
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        a.Circuits.Send(B, "alone");
        Network.Settle();
        Assert.Equal("alone", Network.LogOf<Frame>("a")[^1].What is { Payloads.Length: 1 } ? "alone" : "waits");

        a.Circuits.Broadcast("x"); // one message to the supervisor, one to the circuit
        Network.Pass(Ms(100));
        Assert.Equal(["alone", "x"], b.Received.Messages);
        Assert.Equal(2, a.Circuits.GetMessages(B).Ledger.Delivered);
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void A_missing_target_is_told_and_is_no_failure()
    {
        var (a, b) = (Network.Start("a", TestSettings.Of(Peer)), Network.Start("b", TestSettings.Of(Peer)));
        a.Circuits.AddPeer(B, "akka.tcp://b@b:1/user/nobody");
        for (var i = 0; i < 10; i++)
            a.Circuits.Send(B, i);
        Network.Pass(Ms(2000));

        Assert.Equal(10, a.Circuits.GetMessages(B).Ledger.Exhausted);
        Assert.Equal((0L, CircuitState.Closed), (a.Circuits.GetStats(B).Failures, a.Circuits.GetState(B)));
        Assert.Empty(b.DeadLetters.Messages);
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void Where_processing_is_acknowledged_a_target_that_hangs_is_a_peer_that_hangs()
    {
        var (a, b) = Joined(settings: With(s => s with { AcknowledgeProcessed = true }));
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(200));
        var delivery = (Delivery)Assert.Single(b.Received.Messages);
        Assert.Equal((A, 1), (delivery.Peer, delivery.Payload));
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Delivered);

        b.Circuits.Supervisor.Tell(new Processed(A, delivery.Number), null!);
        Network.Pass(Ms(200));
        Assert.Equal(1, a.Circuits.GetMessages(B).Ledger.Delivered);

        a.Circuits.Send(B, 2);
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, 2 * T);
        Network.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(2, b.Received.Messages.Count); // told once, however often it was asked for
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void Without_a_session_messages_go_as_they_are_and_reports_alone_decide()
    {
        var (a, b) = Network.Pair(Peer with { Session = false });
        a.Circuits.Send(B, 1);
        Network.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal([1], b.Received.Messages);
        Assert.DoesNotContain(Network.Log, l => l.What is ISessionMessage);

        for (var i = 0; i < 3; i++)
            a.Circuits.RecordFailure(B);
        for (var i = 2; i < 6; i++)
            a.Circuits.Send(B, i);
        Network.Pass(OpenTimeout - Ms(50));
        Assert.Equal([1], b.Received.Messages);

        // Half-open one goes at a time, for as long as a failure of it may take to be reported.
        Network.Pass(Ms(100));
        Assert.Equal([1, 2], b.Received.Messages);
        Network.Pass(2 * T);
        Assert.Equal(CircuitState.Closed, a.Circuits.GetState(B));
        Assert.Equal([1, 2, 3, 4, 5], b.Received.Messages);
        Assert.Equal(5, a.Circuits.GetMessages(B).Ledger.Delivered);
    }

    private static CretoSettings Roomy()
    {
        var settings = TestSettings.Of(Peer);
        return settings with { Fallback = settings.Fallback with { MaxQueueSize = 5000 } };
    }
}
