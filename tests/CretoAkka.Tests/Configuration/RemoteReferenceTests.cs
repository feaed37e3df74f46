using Akka.Actor;
using CretoAkka.Configuration;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Configuration;

/// <summary>What <c>reference.conf</c> says of ports, over real Akka.Remote.</summary>
public sealed class RemoteReferenceTests : RemoteNetworkTest
{
    private const string Key = "akka.remote.dot-netty.tcp.tcp-reuse-addr";

    private static readonly string Reference = $"{Key} = {CretoConfiguration.Reference.ToConfig().GetString(Key)}";

    [Fact]
    public void Two_nodes_do_not_share_a_port()
    {
        var a = Node("a", more: Reference);

        Assert.ThrowsAny<Exception>(() => Node("b", a.Port, more: Reference));
    }

    [Fact]
    public async Task A_node_that_was_killed_is_back_at_its_port_at_once()
    {
        var (a, b) = (Node("a", more: Reference), Node("b", more: Reference));
        var (near, far) = (CreateTestProbe(a, "near"), CreateTestProbe(b, "far"));
        a.Circuits.AddPeer("b", b.AddressOf("far"));
        b.Circuits.AddPeer("a", a.AddressOf("near"));
        a.Circuits.Send("b", "there");
        b.Circuits.Send("a", "back");
        far.ExpectMsg("there", TimeSpan.FromSeconds(20));
        near.ExpectMsg("back", TimeSpan.FromSeconds(20));

        ((ExtendedActorSystem)a.System).Abort();
        await a.System.WhenTerminated;

        Assert.Equal(a.Port, Node("a", a.Port, more: Reference).Port);
    }
}
