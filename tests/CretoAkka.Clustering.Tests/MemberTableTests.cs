using Akka.Actor;

namespace CretoAkka.Clustering.Tests;

[Trait("Decision", "D19")]
public sealed class MemberTableTests
{
    private static readonly Address Home = Address.Parse("akka.tcp://net@127.0.0.1:1");
    private static readonly ClusterNode Self = new(Home, []);

    private readonly MemberTable _table = new("me", Home, new ClusterSensorOptions().Name);

    [Fact]
    public void A_node_is_named_by_its_role_and_otherwise_by_its_address()
    {
        Assert.True(_table.Up(Node(2, "other", "creto-id:node-2")));
        Assert.True(_table.Up(Node(3, "other")));
        Assert.Equal(["me", "net@127.0.0.1:3", "node-2"], Members());
        Assert.Equal("node-2", _table.At(Node(2).Address)!.Value.Value);
    }

    [Fact]
    public void This_node_is_a_member_from_its_own_coming_up_until_it_leaves()
    {
        Assert.False(_table.IsMember);
        Assert.True(_table.Up(Self));
        Assert.False(_table.Up(Self));
        Assert.True(_table.IsMember);
        Assert.Equal(["me"], Members());
        Assert.True(_table.Leave(Home));
        Assert.False(_table.Leave(Home));
        Assert.False(_table.IsMember);
    }

    [Fact]
    public void What_is_known_already_changes_nothing()
    {
        Assert.True(_table.Up(Node(2)));
        Assert.False(_table.Up(Node(2)));
        Assert.True(_table.Leave(Node(2).Address));
        Assert.False(_table.Leave(Node(2).Address));
        Assert.Equal(["me"], Members());
    }

    [Fact]
    public void A_name_that_came_up_elsewhere_outlives_the_leaving_of_its_old_node()
    {
        _table.Up(Node(2, "creto-id:node-2"));
        Assert.True(_table.Up(Node(5, "creto-id:node-2")));
        Assert.False(_table.Leave(Node(2).Address));
        Assert.Equal(["me", "node-2"], Members());
        Assert.Equal((PeerId)"node-2", _table.At(Node(5).Address));
    }

    [Fact]
    public void Nobody_takes_this_nodes_own_name()
    {
        Assert.False(_table.Up(Node(2, "creto-id:me")));
        Assert.Equal(["me"], Members());
    }

    [Fact]
    public void A_node_without_a_valid_name_is_no_peer()
    {
        Assert.False(_table.Up(Node(2, "creto-id:")));
        Assert.False(_table.Up(Node(3, "creto-id:" + new string('x', PeerId.MaxLength + 1))));
        Assert.Equal(["me"], Members());
    }

    private IEnumerable<string> Members() => _table.Members.Select(m => m.Value).Order(StringComparer.Ordinal);

    private static ClusterNode Node(int port, params string[] roles) => new(Home.WithPort(port), roles);
}
