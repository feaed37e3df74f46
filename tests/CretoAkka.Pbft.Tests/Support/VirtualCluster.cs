using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>Replicas and clients over a network in virtual time. One seed decides everything.</summary>
internal sealed class VirtualCluster
{
    private readonly Random _random;
    private readonly Dictionary<string, VirtualNode> _nodes;
    private readonly Dictionary<string, VirtualClient> _clients;
    private readonly Func<string, ISigner> _signerOf;
    private readonly IncrementalHash _log = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public VirtualCluster(
        int replicas = 4, int seed = 1, NetworkFaults? faults = null, int clients = 3, ReplicaSettings? settings = null)
        : this(replicas, seed, faults, clients, settings, id => new FastSigner(id), FastVerifier.Instance)
    {
    }

    private VirtualCluster(
        int replicas, int seed, NetworkFaults? faults, int clients, ReplicaSettings? settings,
        Func<string, ISigner> signerOf, IVerifier verifier)
    {
        (_random, Faults, _signerOf, Verifier) = (new(seed), faults ?? NetworkFaults.None, signerOf, verifier);
        Settings = settings ?? ReplicaSettings.Default;
        Group = new(Bench.Names(replicas));
        _nodes = Group.Replicas.ToDictionary(id => id, id => new VirtualNode(this, id));
        _clients = Enumerable.Range(1, clients).Select(i => $"client-{i}")
            .ToDictionary(id => id, id => new VirtualClient(this, signerOf(id), _random.Next()));
        foreach (var id in Group.Replicas)
            _nodes[id].Start(ReplicaMode.Voting);
    }

    /// <summary>A cluster whose signatures are real.</summary>
    public static VirtualCluster WithEd25519(int replicas, int clients)
    {
        var ids = Bench.Names(replicas).Concat(Enumerable.Range(1, clients).Select(i => $"client-{i}"));
        var signers = ids.ToDictionary(id => id, id => new Ed25519Signer(id));
        return new(replicas, 1, null, clients, null, id => signers[id], new Ed25519Verifier(signers.Values));
    }

    public Agenda Agenda { get; } = new();
    public Ledger Ledger { get; } = new();
    public ReplicaGroup Group { get; }
    public ReplicaSettings Settings { get; }
    public IVerifier Verifier { get; }
    public NetworkFaults Faults { get; set; }
    public Dictionary<MessageKind, int> Sent { get; } = [];
    public List<ReplicaOutput.Rejected> Rejected { get; } = [];

    /// <summary>What became of views, checkpoints and states, at whichever replica.</summary>
    public List<ReplicaOutput> Events { get; } = [];

    /// <summary>Whose messages, in and out, do not arrive.</summary>
    public HashSet<string> CutOff { get; } = [];

    /// <summary>Which other messages do not arrive.</summary>
    public Func<string, string, ProtocolMessage, bool> Lost { get; set; } = (_, _, _) => false;

    public VirtualNode this[string id] => _nodes[id];

    public IEnumerable<Replica> Replicas => _nodes.Values.Select(n => n.Replica).OfType<Replica>();

    /// <summary>Where everybody is, for a message.</summary>
    public string Describe() => string.Join("; ", Replicas.Select(r =>
        $"{r.Id} {r.Mode} view {r.View} {(r.InView ? "in" : "out")}, h {r.StableCheckpoint}, executed {r.Executed}, " +
        $"pending {r.PendingRequests}, timeout {r.ViewTimeout}"));

    public string LogHash => Convert.ToHexStringLower(_log.GetCurrentHash());

    public ISigner SignerOf(string id) => _signerOf(id);

    /// <summary>Lets every client do so many operations; false if one is not answered within the limit.</summary>
    public bool Perform(int operations, TimeSpan limit)
    {
        Begin(operations);
        return Agenda.RunUntil(() => _clients.Values.All(c => c.IsDone), limit);
    }

    public void Begin(int operations)
    {
        foreach (var client in _clients.Values)
            client.Perform(operations);
    }

    public int Answered => _clients.Values.Sum(c => c.Answered);

    /// <summary>Heals the network, waits until all replicas have the same, asserts that it is one history.</summary>
    public void AssertConverges()
    {
        Faults = NetworkFaults.None;
        var equal = Agenda.RunUntil(
            () => Replicas.All(r => r.Executed == Ledger.Length), TimeSpan.FromSeconds(30));
        Assert.True(equal, $"of {Ledger.Length}: {Describe()}");
        Assert.Single(Replicas.Select(r => (r.StateDigest(), r.HistoryDigest)).Distinct());
        Ledger.AssertLinearizable();
    }

    public void Send(string from, string to, SignedMessage message)
    {
        Sent[message.Message.Kind] = Sent.GetValueOrDefault(message.Message.Kind) + 1;
        if (CutOff.Contains(from) || CutOff.Contains(to) || Lost(from, to, message.Message))
            return;
        var frame = message.Encoded.Span.ToArray();
        foreach (var delay in Faults.Copies(_random))
            Agenda.In(delay, () => Arrive(to, frame));
    }

    private void Arrive(string to, byte[] frame)
    {
        if (_nodes.TryGetValue(to, out var node))
            node.Receive(frame);
        else if (SignedMessage.TryDecode(frame, out var message, out _))
            _clients[to].Receive(message);
    }

    public void CarryOut(VirtualNode node, ReplicaOutput output)
    {
        _log.AppendData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{Agenda.Now.Ticks} {node.Id} {output}\n")));
        switch (output)
        {
            case ReplicaOutput.Broadcast m:
                foreach (var peer in Group.Replicas.Where(r => r != node.Id))
                    Send(node.Id, peer, m.Message);
                break;
            case ReplicaOutput.SendTo m:
                Send(node.Id, m.Replica, m.Message);
                break;
            case ReplicaOutput.ReplyTo m:
                Send(node.Id, m.Client, m.Message);
                break;
            case ReplicaOutput.PlaceExecuted m:
                Ledger.Placed(node.Id, m);
                break;
            case ReplicaOutput.Executed m:
                Ledger.Executed(node.Id, m);
                break;
            case ReplicaOutput.StateInstalled m:
                Ledger.Started(node.Id, m.Sequence);
                Events.Add(m);
                break;
            case ReplicaOutput.ViewEntered or ReplicaOutput.ViewChangeStarted or ReplicaOutput.CheckpointStable
                or ReplicaOutput.Recovered:
                Events.Add(output);
                break;
            case ReplicaOutput.Rejected m:
                Rejected.Add(m);
                break;
        }
    }
}
