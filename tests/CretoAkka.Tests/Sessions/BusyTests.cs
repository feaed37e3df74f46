using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>Who sends too much is told, and never held up.</summary>
[Trait("Decision", "D15")]
public sealed class BusyTests : VirtualNetworkTest
{
    [Fact]
    public void Above_the_high_mark_senders_are_told_once_and_again_when_half_has_left()
    {
        var (a, b) = Joined(); // of 1000 messages
        Quarantine(a, B);
        Send(a, 750);
        Assert.False(a.Circuits.GetMessages(B).IsBusy);
        Send(a, 500);
        Assert.Equal([new PeerBusy(B, true)], a.EventsOf<PeerBusy>());
        Assert.Equal((true, 1000), (a.Circuits.GetMessages(B).IsBusy, a.Circuits.GetMessages(B).Queued));

        a.Circuits.ReleaseQuarantine(B);
        Network.PassUntil(() => a.EventsOf<PeerBusy>().Count == 2, 2 * OpenTimeout);
        Assert.Equal(new PeerBusy(B, false), a.EventsOf<PeerBusy>()[1]);
        Assert.InRange(a.Circuits.GetMessages(B).Queued, 400, 500);
        Network.PassUntil(() => b.Received.Messages.Count == 1000, 2 * OpenTimeout);
        Assert.Equal(2, a.EventsOf<PeerBusy>().Count);
    }

    [Fact]
    public void A_removed_peer_is_busy_no_more()
    {
        var (a, _) = Joined();
        Quarantine(a, B);
        Send(a, 900);
        a.Circuits.RemovePeer(B);
        Network.PassUntil(() => a.EventsOf<PeerBusy>().Count == 2, Ms(100));
        Assert.Equal([true, false], a.EventsOf<PeerBusy>().Select(e => e.IsBusy));
    }

    private void Send(VirtualNode a, int count)
    {
        for (var i = 0; i < count; i++)
            a.Circuits.Send(B, i);
        Network.Settle();
        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
    }
}
