using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Configuration;

/// <summary>Who a node is, is known only once its actor system is.</summary>
[Trait("Decision", "D21")]
public sealed class MembersWithoutThisNodeTests
{
    private const string Members = "creto.quorum.members { node-2 = 1, node-1 = 1 }";

    [Fact]
    public void Members_without_the_actor_systems_name_are_refused_in_one_sentence()
    {
        using var system = ActorSystem.Create("stranger", ConfigurationFactory.ParseString(Members));

        var refused = Assert.Throws<CretoConfigurationException>(() => PeerCircuits.Get(system));

        Assert.Equal(
            "the configuration: creto.quorum.members is \"node-1, node-2\"; expected this node among them, stranger, "
            + "the actor system's name, because creto.node is empty.",
            refused.Message);
        Assert.Equal("creto.quorum.members", Assert.Single(refused.Problems).Key);
    }

    [Fact]
    public void Settings_built_in_code_are_asked_the_same()
    {
        var setup = new PeerCircuitsSetup { Settings = Texts.Read(Members) with { Node = "nobody" } };
        using var system = ActorSystem.Create("node-1", ActorSystemSetup.Create(setup));

        var refused = Assert.Throws<CretoConfigurationException>(() => PeerCircuits.Get(system));

        Assert.Equal(
            "the settings: creto.quorum.members is \"node-1, node-2\"; expected this node among them, nobody, "
            + "which is creto.node.",
            refused.Message);
    }

    [Fact]
    public void The_actor_systems_name_is_the_nodes()
    {
        using var system = ActorSystem.Create("node-1", ConfigurationFactory.ParseString(Members));

        Assert.Equal("node-1", PeerCircuits.Get(system).Self.Value);
    }
}
