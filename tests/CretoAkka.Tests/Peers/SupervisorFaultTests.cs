using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Peers;

/// <summary>What a message makes the supervisor throw.</summary>
[Trait("Decision", "D19")]
public sealed class SupervisorFaultTests : VirtualNetworkTest
{
    [Fact]
    public void Circuits_queues_and_sessions_outlive_a_message_that_cannot_be_handled()
    {
        var (a, b) = Joined();
        Quarantine(a, B);
        a.Circuits.Send(B, 1);
        Network.Settle();
        a.Circuits.Supervisor.Tell(new AdvanceWatermark(null!, 1), null!);
        Network.Settle();

        Assert.Single(a.Errors);
        Assert.Equal(1, a.Circuits.GetMessages(B).Queued);
        a.Circuits.ReleaseQuarantine(B);
        Network.PassUntil(() => b.Received.Messages.Count == 1, 2 * OpenTimeout);
        a.Circuits.Send(B, 2);
        Network.Pass(Ms(200));
        Assert.Equal([1, 2], b.Received.Messages);
    }
}
