using System.Globalization;
using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>One replica, and the keys of everybody around it: says anything as anyone, with real signatures.</summary>
internal sealed class Bench : IDisposable
{
    private readonly Dictionary<string, Ed25519Signer> _signers;
    private readonly ReplicaSettings _settings;

    public Bench(string self = "node-2", int replicas = 4, ReplicaSettings? settings = null)
    {
        Group = new(Names(replicas));
        _signers = Names(replicas).Concat(["client-1", "client-2"]).ToDictionary(id => id, id => new Ed25519Signer(id));
        Verifier = new(new Ed25519Verifier(_signers.Values));
        Self = self;
        _settings = settings ?? ReplicaSettings.Default;
        Replica = new(Group, _settings, _signers[self], Verifier, Store);
    }

    /// <summary>A crash, and a new life from the disk.</summary>
    public void Restart(IEnumerable<DurableRecord>? records = null)
    {
        Store = new();
        Replica = Replica.Restore(
            Group, _settings, _signers[Self], Verifier, Store, records ?? [.. Disk.Records]);
    }

    public static IEnumerable<string> Names(int replicas) =>
        Enumerable.Range(1, replicas).Select(i => string.Create(CultureInfo.InvariantCulture, $"node-{i}"));

    public string Self { get; }
    public ReplicaGroup Group { get; }
    public CountingVerifier Verifier { get; }
    public KeyValueStore Store { get; private set; } = new();
    public Replica Replica { get; private set; }
    public TimeSpan Now { get; set; }

    public SignedMessage Say(ProtocolMessage message) => SignedMessage.Sign(message, _signers[message.Sender]);

    public SignedMessage Put(string key, string value, long timestamp = 1, string client = "client-1") =>
        Say(new Request(client, timestamp, Operations.Put(key, value)));

    public SignedMessage Get(string key, long timestamp = 1, string client = "client-1") =>
        Say(new Request(client, timestamp, Operations.Get(key)));

    public SignedMessage PrePrepare(long sequence, SignedMessage request, string primary = "node-1", long view = 0) =>
        Say(new PrePrepare(primary, view, sequence, request.ComputeDigest(), new([request])));

    public SignedMessage Prepare(string replica, long sequence, SignedMessage request, long view = 0) =>
        Say(new Prepare(replica, view, sequence, request.ComputeDigest()));

    public SignedMessage Commit(string replica, long sequence, SignedMessage request, long view = 0) =>
        Say(new Commit(replica, view, sequence, request.ComputeDigest()));

    public CommittedSlot Certificate(long sequence, SignedMessage request, params string[] signers) =>
        new(0, sequence, new([request]), Vouchers(signers.Select(signer => Commit(signer, sequence, request))));

    /// <summary>The signatures of these messages, in the order given.</summary>
    public ValueList<Voucher> Vouchers(IEnumerable<SignedMessage> messages) =>
        [.. messages.Select(m => new Voucher((byte)Group.IndexOf(m.Signer), m.Signature))];

    public SignedMessage Committed(string replica, CommittedSlot slot) => Say(new Committed(replica, slot));

    public SignedMessage Status(string replica, long executed, params SlotProgress[] progress) =>
        Say(new Status(replica, 0, true, 0, executed, Bytes.Of([.. progress.Select(p => (byte)p)])));

    /// <summary>Another message under a signature that was made for this one.</summary>
    public SignedMessage Forge(ProtocolMessage message)
    {
        var frame = Say(message).Encoded.Span.ToArray();
        frame[^1] ^= 1;
        Assert.True(SignedMessage.TryDecode(frame, out var forged, out _));
        return forged;
    }

    /// <summary>What the replica wrote.</summary>
    public DurableState Disk { get; } = new();

    /// <summary>What it wants, but for what it wants to write: that is on the disk.</summary>
    public IReadOnlyList<ReplicaOutput> Step(ReplicaInput input)
    {
        var outputs = Replica.Step(input, Now);
        foreach (var persist in outputs.OfType<ReplicaOutput.Persist>())
            Disk.Write(persist.Record);
        return [.. outputs.Where(output => output is not ReplicaOutput.Persist)];
    }

    public IReadOnlyList<ReplicaOutput> Deliver(SignedMessage message) => Step(new ReplicaInput.Receive(message));

    public IReadOnlyList<ReplicaOutput> Deliver(params SignedMessage[] messages) =>
        [.. messages.SelectMany(Deliver)];

    /// <summary>Delivers what must be refused, after exactly so many verifications.</summary>
    public ReplicaOutput.Rejected Refuses(SignedMessage message, RejectReason reason, int verifications = 0)
    {
        var before = Verifier.Calls;
        var rejected = Deliver(message).IsRejected(reason);
        Assert.Equal(verifications, Verifier.Calls - before);
        Assert.Equal(message.Signer, rejected.Signer);
        return rejected;
    }

    public IReadOnlyList<ReplicaOutput> Tick()
    {
        Now += ReplicaSettings.Default.StatusInterval;
        return Step(ReplicaInput.Tick.Instance);
    }

    /// <summary>Everything that makes a backup of four execute a request at a place.</summary>
    public IReadOnlyList<ReplicaOutput> Agree(long sequence, SignedMessage request) => Deliver(
        PrePrepare(sequence, request),
        Prepare("node-3", sequence, request),
        Commit("node-3", sequence, request),
        Commit("node-1", sequence, request));

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
            signer.Dispose();
    }
}
