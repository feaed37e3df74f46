using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using CretoAkka.Authentication;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Tests.Support;

/// <summary>Nodes that are actor systems of their own, over real Akka.Remote on loopback.</summary>
public abstract class RemoteNetworkTest : TestKit
{
    private const string Remote = """
        akka.loglevel = ERROR
        akka.stdout-loglevel = OFF
        akka.actor.provider = remote
        akka.remote {
          retry-gate-closed-for = 1s
          log-remote-lifecycle-events = off
          dot-netty.tcp { hostname = 127.0.0.1, port = 0, batching.enabled = off }
        }
        """;

    private readonly List<ActorSystem> _systems = [];

    protected override void AfterAll()
    {
        foreach (var system in _systems)
            Shutdown(system);
        base.AfterAll();
    }

    protected Akka.TestKit.TestProbe CreateTestProbe(RemoteNode node, string name)
    {
        var probe = CreateTestProbe();
        node.System.ActorOf(Props.Create(() => new Relay(probe)), name);
        return probe;
    }

    protected RemoteNode Node(
        string name,
        int port = 0,
        bool processed = false,
        IPeerAuthenticator? by = null,
        PeerSettings? peer = null,
        TimeSpan? probeInterval = null,
        string more = "")
    {
        peer ??= TestSettings.Peer with
        {
            Circuit = CircuitPolicy.Default with { OpenTimeout = TimeSpan.FromSeconds(2) },
            Session = true,
        };
        var settings = TestSettings.Of(peer) with { Node = name };
        settings = settings with
        {
            Session = settings.Session with
            {
                AcknowledgeProcessed = processed,
                ProbeInterval = probeInterval ?? settings.Session.ProbeInterval,
            },
        };
        var config = ConfigurationFactory.ParseString("akka.remote.dot-netty.tcp.port = "
            + port.ToString(System.Globalization.CultureInfo.InvariantCulture) + "\n" + more).WithFallback(Remote);
        var system = ActorSystem.Create(name, ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config),
            new PeerCircuitsSetup { Settings = settings, Authenticator = by }));
        _systems.Add(system);
        return new RemoteNode(system, PeerCircuits.Get(system));
    }

    protected sealed record RemoteNode(ActorSystem System, PeerCircuits Circuits)
    {
        public Address Address => ((ExtendedActorSystem)System).Provider.DefaultAddress;

        public string Root => Address.ToString();

        public int Port => Address.Port!.Value;

        public string AddressOf(string name) => Root + "/user/" + name;
    }

    private sealed class Relay : ReceiveActor
    {
        public Relay(IActorRef probe) => ReceiveAny(m => probe.Forward(m));
    }
}
