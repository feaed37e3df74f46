using Akka.Actor;
using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Instances;

public sealed class AutoloadTests
{
    private const string Autoload = """
        akka { loglevel = OFF, stdout-loglevel = OFF }
        akka.extensions = ["CretoAkka.PeerCircuitsProvider, CretoAkka"]

        """;

    [Fact]
    public async Task Circuits_that_hocon_names_among_the_extensions_start_with_the_system()
    {
        using var system = ActorSystem.Create("autoload", Autoload + """creto.circuit-breaker.peers."node-2" { }""");

        var circuits = PeerCircuits.Find(system);

        Assert.Equal("node-2", Assert.Single(circuits!.GetPeers()).Peer.Value);
        var supervisor = await system.ActorSelection("/user/creto").ResolveOne(TimeSpan.FromSeconds(20));
        Assert.Equal(circuits.Supervisor, supervisor);
    }

    [Fact]
    public void What_is_wrong_with_them_stops_the_start_of_the_system() =>
        Assert.Throws<CretoConfigurationException>(() => ActorSystem.Create(
            "autoload", ConfigurationFactory.ParseString(Autoload + "creto.circuit-breaker.timeout = 30")));

    [Fact]
    public void Circuits_that_could_not_be_made_are_not_found_and_are_said_to_be_wrong_again()
    {
        using var system = ActorSystem.Create(
            "wrong", ConfigurationFactory.ParseString("creto.instances.bulk.circuit-breaker.timeout = 30"));

        Assert.Throws<CretoConfigurationException>(() => PeerCircuits.Get(system));
        Assert.Throws<CretoConfigurationException>(() => PeerCircuits.Get(system, "bulk"));
        Assert.Throws<CretoConfigurationException>(() => PeerCircuits.Get(system));
        Assert.Null(PeerCircuits.Find(system));
        Assert.Null(PeerCircuits.Find(system, "bulk"));
    }
}
