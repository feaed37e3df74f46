using CretoAkka.Tests.Support.Virtual;

namespace CretoAkka.Tests.Sessions;

public sealed class NoProofTests : VirtualNetworkTest
{
    [Fact]
    [Trait("Decision", "D17")]
    public void Without_keys_nobody_answers_for_what_comes_in_a_session()
    {
        var (a, b) = Joined();
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(500));

        Assert.Null(PeerCircuits.ProvenSender(Assert.Single(b.Received.Senders)));
    }
}
