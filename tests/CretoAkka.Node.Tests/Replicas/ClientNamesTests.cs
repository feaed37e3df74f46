using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Tests.Replicas;

public sealed class ClientNamesTests
{
    [Fact]
    public void Every_client_has_its_node_as_home()
    {
        var clients = ClientNames.Of("node-1").ToArray();

        Assert.Equal(ClientNames.PerNode, clients.Distinct().Count());
        Assert.All(clients, client => Assert.Equal("node-1", ClientNames.HomeOf(client)));
    }

    [Fact]
    public void A_stranger_has_no_home() => Assert.Equal("", ClientNames.HomeOf("stranger"));
}
