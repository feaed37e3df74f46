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

    /// <summary>With so many peers that take calls, and room for more.</summary>
    public MeasuredNode(int peers = PeerCount, int most = 0)
    {
        var settings = CretoSettings.Reference with { MaxPeers = Math.Max(peers + Spare, most) };
        System = QuietSystem("measured", new PeerCircuitsSetup { Settings = settings });
        Circuits = PeerCircuits.Get(System);
        for (var i = 0; i < peers; i++)
            Circuits.AddPeer(Peer(i));
    }

    public ActorSystem System { get; }

    public PeerCircuits Circuits { get; }

    /// <summary>A system that says nothing but what went wrong.</summary>
    public static ActorSystem QuietSystem(string name, params Setup[] setups) => ActorSystem.Create(
        name, ActorSystemSetup.Create([BootstrapSetup.Create().WithConfig(Quiet), .. setups]));

    /// <summary>Waits until an actor has handled what it was told so far.</summary>
    public static Task<ActorIdentity> Handled(IActorRef actor) =>
        actor.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromMinutes(5));

    /// <summary>Waits until every sample of every peer has been read.</summary>
    public async Task Settled()
    {
        foreach (var peer in Circuits.GetPeers().Select(report => report.Peer))
        {
            while (Circuits.GetLatencyStats(peer).Samples == 0)
                await Handled(Circuits.Supervisor);
        }
    }

    public static PeerId Peer(int number) => FormattableString.Invariant($"node-{number}");

    public async ValueTask DisposeAsync() => await System.Terminate();
}
