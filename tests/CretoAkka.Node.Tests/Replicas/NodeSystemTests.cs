using System.Net;
using System.Net.Sockets;
using Akka.Configuration;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Faults;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Prometheus;

namespace CretoAkka.Node.Tests.Replicas;

public sealed class NodeSystemTests : IDisposable
{
    private readonly Keyring _keys;
    private readonly NodeSpec _spec;

    public NodeSystemTests()
    {
        var group = new ReplicaGroup(["node-1", "node-2", "node-3", "node-4"]);
        _keys = new Keyring(group.Replicas.Concat(group.Replicas.SelectMany(ClientNames.Of)));
        var address = NodeAddress.Local(FreePorts.One());
        _spec = new NodeSpec
        {
            Name = "node-1",
            Listen = address,
            Addresses = group.Replicas.ToDictionary(name => name, _ => address),
            Config = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }"),
            Group = group,
            Keys = _keys,
            Ledger = new Ledger(),
            Gateway = new GatewaySettings(),
            Replica = _ => new ReplicaLife(new Replica(
                group, ReplicaSettings.Default, _keys.SignerOf("node-1"), _keys, new KeyValueStore())),
            Registry = global::Prometheus.Metrics.NewCustomRegistry(),
            OnEvent = _ => { },
        };
    }

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task One_whose_circuits_cannot_be_made_leaves_its_port()
    {
        var wrong = _spec with { Overlay = ConfigurationFactory.ParseString("creto.circuit-breaker.timeout = never") };

        Assert.Throws<Configuration.CretoConfigurationException>(() => NodeSystem.Start(wrong, ReplicaMode.Voting));

        await BeginsInTheEndAsync();
    }

    [Fact]
    public async Task One_whose_metrics_are_somebody_elses_leaves_its_port()
    {
        using (PrometheusCircuitMetrics.Create(_spec.Registry, Configuration.CretoSettings.Reference.Metrics))
            Assert.Throws<InvalidOperationException>(() => NodeSystem.Start(_spec, ReplicaMode.Voting));

        await BeginsInTheEndAsync();
    }

    [Fact]
    public async Task One_that_fails_later_leaves_its_metrics_too()
    {
        var wrong = _spec with { Keys = new Keyless(_keys) };

        Assert.Throws<NotSupportedException>(() => NodeSystem.Start(wrong, ReplicaMode.Voting));

        await BeginsInTheEndAsync();
    }

    // Nobody listens there any more, and its registry is nobody's.
    private async Task BeginsInTheEndAsync()
    {
        await Await.ThatAsync(() => !Listens(_spec.Listen.Port), "the port is left");
        await NodeSystem.Start(_spec, ReplicaMode.Voting).DisposeAsync();
    }

    private static bool Listens(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Signs for nobody: clients of the node are asked for once everything else is there.
    private sealed class Keyless(Keyring keys) : INodeKeys
    {
        public Pbft.Signing.ISigner SignerOf(string id) => throw new NotSupportedException(id);

        public Authentication.IPeerAuthenticator AuthenticatorOf(string id, IEnumerable<string> peers) =>
            keys.AuthenticatorOf(id, peers);

        public bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            keys.Verify(signer, message, signature);
    }
}
