using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using CretoAkka.Configuration;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>An actor system with its peers and the settings that the library comes with.</summary>
internal sealed class MeasuredNode : IAsyncDisposable
{
    private const int PeerCount = 1_000;
    private const int Spare = 1_000;

    private static readonly Config Quiet =
        ConfigurationFactory.ParseString("akka.loglevel = ERROR\nakka.stdout-loglevel = ERROR");

    /// <summary>With so many peers that take calls.</summary>
    public MeasuredNode(int peers = PeerCount)
    {
        var settings = CretoSettings.Reference with { MaxPeers = peers + Spare };
        System = ActorSystem.Create("measured", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(Quiet), new PeerCircuitsSetup { Settings = settings }));
        Circuits = PeerCircuits.Get(System);
        for (var i = 0; i < peers; i++)
            Circuits.AddPeer(Peer(i));
    }

    public ActorSystem System { get; }

    public PeerCircuits Circuits { get; }

    public static PeerId Peer(int number) => FormattableString.Invariant($"node-{number}");

    public async ValueTask DisposeAsync() => await System.Terminate();
}
