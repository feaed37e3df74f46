using Akka.Actor;
using Akka.Configuration;
using CretoAkka.Benchmarks.Cases;

namespace CretoAkka.Benchmarks.Remote;

/// <summary>Two actor systems that reach each other through sockets, and an actor of the second that counts.</summary>
internal sealed class RemotePair : IAsyncDisposable
{
    private const string Quiet =
        """
        akka.loglevel = ERROR
        akka.stdout-loglevel = ERROR
        akka.actor.provider = remote
        akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        """;

    private const string Serializer =
        """
        akka.actor.serializers.proposal = "CretoAkka.Benchmarks.Remote.ProposalSerializer, CretoAkka.Benchmarks"
        akka.actor.serializers.batch = "CretoAkka.Benchmarks.Remote.BatchSerializer, CretoAkka.Benchmarks"
        akka.actor.serialization-bindings {
          "CretoAkka.Benchmarks.Remote.Batch, CretoAkka.Benchmarks" = batch
          "CretoAkka.Benchmarks.Remote.Proposal, CretoAkka.Benchmarks" = proposal
        }
        """;

    private readonly ActorSystem _sender;
    private readonly ActorSystem _receiver;

    private RemotePair(bool isSerialized, Arrivals arrivals)
    {
        var config = ConfigurationFactory.ParseString(isSerialized ? Quiet + "\n" + Serializer : Quiet);
        (_sender, _receiver, Arrivals) =
            (ActorSystem.Create("sender", config), ActorSystem.Create("receiver", config), arrivals);
        PeerCircuits.Get(_receiver);
        Circuits = PeerCircuits.Get(_sender);
    }

    /// <summary>What has arrived.</summary>
    public Arrivals Arrivals { get; }

    /// <summary>The sender's circuits. Their only peer is the actor that counts.</summary>
    public PeerCircuits Circuits { get; }

    /// <summary>The only peer.</summary>
    public PeerId Peer { get; } = "receiver";

    /// <summary>The actor that counts, as Akka.Remote alone reaches it.</summary>
    public IActorRef Target { get; private set; } = ActorRefs.Nobody;

    /// <summary>A sender's actor that packs what it is told into batches for the one that counts.</summary>
    public IActorRef Packer { get; private set; } = ActorRefs.Nobody;

    /// <summary>The same, with no more on its way than a session has.</summary>
    public IActorRef BoundedPacker { get; private set; } = ActorRefs.Nobody;

    /// <summary>Starts both, and waits until they have found each other.</summary>
    /// <param name="isSerialized">Whether proposals have a serializer of their own, or Akka's default.</param>
    /// <param name="ahead">Messages that may be on their way at once, twice.</param>
    public static async Task<RemotePair> Start(bool isSerialized, int ahead)
    {
        var pair = new RemotePair(isSerialized, new Arrivals(ahead));
        var counter = pair._receiver.ActorOf(pair.Arrivals.Receiver(), "counter");
        var address = ((ExtendedActorSystem)pair._receiver).Provider.DefaultAddress;
        var unpacker = pair._receiver.ActorOf(Props.Create(() => new Batch.Unpacker(counter)), "unpacker");
        pair.Target = await pair.Reach(counter.Path.ToStringWithAddress(address));
        var reached = await pair.Reach(unpacker.Path.ToStringWithAddress(address));
        pair.Packer = pair._sender.ActorOf(Props.Create(() => new Batch.Packer(reached, int.MaxValue)), "packer");
        var window = (int)pair.Circuits.Settings.Session.WindowBytes;
        pair.BoundedPacker = pair._sender.ActorOf(Props.Create(() => new Batch.Packer(reached, window)), "bounded");
        pair.Circuits.AddPeer(pair.Peer, counter.Path.ToStringWithAddress(address));
        return pair;
    }

    private Task<IActorRef> Reach(string path) => _sender.ActorSelection(path).ResolveOne(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _sender.Terminate();
        await _receiver.Terminate();
    }
}
