using Akka.Actor;
using CretoAkka.Sessions;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>What is for several peers is written once.</summary>
public sealed class SharedWritingTests : VirtualNetworkTest
{
    [Fact]
    public void A_broadcast_is_written_once_however_many_peers_it_is_for()
    {
        var (a, b) = Joined();
        for (var i = 0; i < 5; i++)
            a.Circuits.AddPeer($"away-{i}", VirtualNode.AddressOf($"away-{i}"));
        Network.Settle();

        var message = new Counted();
        a.Circuits.Broadcast(message);
        Network.PassUntil(() => b.Received.Messages.Count == 1, OpenTimeout);

        Assert.Equal(1, message.TimesWritten);
        Assert.Equal(1, a.Circuits.GetMessages("away-4").Queued);
        Assert.IsType<Counted>(b.Received.Messages.Single());
    }

    [Fact]
    public void What_cannot_be_written_is_tried_once()
    {
        var (a, _) = Joined();
        a.Circuits.AddPeer("away", VirtualNode.AddressOf("away"));
        var message = new Counted { Fails = true };

        a.Circuits.Broadcast(message);
        Network.Settle();

        Assert.Equal(1, message.TimesWritten);
        Assert.Equal(0, a.Circuits.GetMessages("away").Ledger.Accepted);
    }

    [Fact]
    public void What_is_made_from_a_broadcast_is_written_for_itself()
    {
        var (a, b) = Joined();
        var writing = new SharedWriting(new PayloadCodec((ExtendedActorSystem)a.System, 1_000), "of all");

        a.Circuits.Supervisor.Tell(
            new Send(B, "of all") { Writing = writing } with { Payload = "of one" }, ActorRefs.NoSender);
        Network.PassUntil(() => b.Received.Messages.Count == 1, OpenTimeout);

        Assert.Equal("of one", b.Received.Messages.Single());
    }

    [Fact]
    public void What_is_sent_again_is_written_again()
    {
        var (a, _) = Joined();
        var message = new Counted();
        a.Circuits.Send(B, message);
        a.Circuits.Send(B, message);
        Network.Settle();

        Assert.Equal(2, message.TimesWritten);
    }

    [Fact]
    public void What_a_plain_peer_may_be_told_is_not_for_one_with_a_session_though_it_is_written_already()
    {
        var (a, b) = Joined();
        var plain = new RecordingRef(a.System);
        a.Circuits.AddPeer("plain", plain);
        a.Circuits.ForceOpen("plain", overrideBudget: true);
        Network.Settle();

        a.Circuits.Broadcast(new Unregistered());
        Network.Settle();

        Assert.Equal(1, a.Circuits.GetMessages("plain").Queued);
        Assert.Equal(0, a.Circuits.GetMessages(B).Ledger.Accepted);
        Assert.Empty(b.Received.Messages);
    }

    private sealed class Counted : IWritten
    {
        private int _timesWritten;

        public int TimesWritten => _timesWritten;

        public bool Fails { get; init; }

        public string Text
        {
            get
            {
                _timesWritten++;
                return Fails ? throw new NotSupportedException("no text") : "text";
            }
        }
    }

    private sealed record Unregistered;
}
