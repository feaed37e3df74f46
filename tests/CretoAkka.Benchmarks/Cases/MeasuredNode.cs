using Akka.Actor;
using Akka.Configuration;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>An actor system with a thousand peers and the settings that it comes with.</summary>
internal sealed class MeasuredNode : IAsyncDisposable
{
    private const int PeerCount = 1_000;

    private readonly ActorSystem _system = ActorSystem.Create(
        "measured", ConfigurationFactory.ParseString("akka.loglevel = ERROR\nakka.stdout-loglevel = ERROR"));

    public MeasuredNode()
    {
        Circuits = PeerCircuits.Get(_system);
        for (var i = 0; i < PeerCount; i++)
            Circuits.AddPeer(Peer(i));
        Circuits.ForceOpen(OpenPeer);
    }

    public PeerCircuits Circuits { get; }

    public IScheduler Scheduler => _system.Scheduler;

    /// <summary>A peer that refuses.</summary>
    public PeerId OpenPeer { get; } = Peer(PeerCount - 1);

    public static PeerId Peer(int number) => FormattableString.Invariant($"node-{number}");

    public async ValueTask DisposeAsync() => await _system.Terminate();
}
