using System.Collections.Concurrent;
using Akka.Actor;
using CretoAkka.Node.Clients;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using CretoAkka.Node.Storage;
using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Tests.Replicas;

/// <summary>The primary of four with a store, by itself.</summary>
public sealed class DurableReplicaTests : IAsyncLifetime
{
    private const string Name = "node-1";

    private readonly TemporaryDirectory _directory = new();
    private readonly ReplicaGroup _group = new(["node-1", "node-2", "node-3", "node-4"]);
    private readonly Keyring _keys;
    private readonly ActorSystem _system = ActorSystem.Create(Name, "akka.loglevel = OFF");
    private readonly TaskCompletionSource<Exception> _failed = new();

    public DurableReplicaTests() => _keys = new Keyring(_group.Replicas.Append("node-1/0"));

    private string File => _directory["data/votes.db"];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _system.Terminate();
        _keys.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void What_it_has_promised_it_remembers_in_its_next_process()
    {
        using (var first = Open(out _))
            Propose(first.Next());

        using var second = Open(out var whyLost);
        var life = second.Next();

        Assert.Null(whyLost);
        Assert.Equal((ReplicaMode.Voting, 1), (life.Replica.Mode, life.Replica.OpenSlots));
    }

    [Fact]
    public void In_the_same_process_its_next_life_goes_on_where_the_last_one_wrote()
    {
        using var durable = Open(out _);
        var first = durable.Next();
        Propose(first);

        var second = durable.Next();

        Assert.Equal((ReplicaMode.Voting, 1), (second.Replica.Mode, second.Replica.OpenSlots));
        Assert.Throws<DiskException>(() => first.Disk!.Write([]));
    }

    [Fact]
    public void Without_its_store_it_recovers_also_when_it_ends_before_it_has_written_so()
    {
        using (var first = Open(out _))
            Propose(first.Next());
        Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);

        using (var second = Open(out var whyLost))
        {
            Assert.NotNull(whyLost);
            Assert.Equal(ReplicaMode.Recovering, second.Next().Replica.Mode);
        }
        using var third = Open(out _);
        Assert.Equal(ReplicaMode.Recovering, third.Next().Replica.Mode);
    }

    [Fact]
    public void A_record_that_no_quorum_has_signed_is_not_believed()
    {
        using (var first = Open(out _))
            first.Next().Disk!.Write([new DurableRecord(RecordKind.Checkpoint, 64, Bytes.Of("64 places"u8))]);

        using var second = Open(out var whyLost);

        Assert.Contains("the Checkpoint record of place 64 is damaged", whyLost, StringComparison.Ordinal);
        Assert.Contains("it is kept as ", whyLost, StringComparison.Ordinal);
        Assert.Equal(ReplicaMode.Recovering, second.Next().Replica.Mode);
    }

    [Fact]
    public async Task What_is_not_written_is_not_sent_and_ends_the_replica()
    {
        var durable = Open(out _);
        var links = new Recorder();
        var replica = _system.ActorOf(
            ReplicaActor.Props(
                durable.Next, links, new Ledger(), ActorRefs.Nobody, ReplyDesk.Closed, TimeProvider.System),
            "replica");
        await replica.Ask<ReplicaProtocol.ReplicaStatus>(ReplicaProtocol.GetStatus.Instance, Await.Limit);
        durable.Dispose();

        replica.Tell(new ReplicaProtocol.Submit(Request(), ToAll: false));

        Assert.IsType<DiskException>(await _failed.Task.WaitAsync(Await.Limit));
        Assert.DoesNotContain(MessageKind.PrePrepare, links.Kinds);
    }

    private DurableReplica Open(out string? whyLost) => DurableReplica.Open(
        new DiskOpening(
            File, new DiskOwner(Name, new byte[32]), new VoteMark(_directory["node-1.voted"], Name), TimeProvider.System),
        _group, ReplicaSettings.Default, _keys.SignerOf(Name), _keys,
        e => _failed.TrySetResult(e), static () => { }, out whyLost);

    private void Propose(ReplicaLife life) => life.Disk!.Write(
        [.. life.Replica.Step(new ReplicaInput.Receive(Request()), TimeSpan.Zero)
            .OfType<ReplicaOutput.Persist>().Select(persist => persist.Record)]);

    private SignedMessage Request() =>
        SignedMessage.Sign(new Request("node-1/0", 1, default), _keys.SignerOf("node-1/0"));

    private sealed class Recorder : IPeerLinks
    {
        public ConcurrentQueue<MessageKind> Kinds { get; } = [];

        public void Send(string replica, ProtocolFrame frame, MessageTraits traits) => Note(frame);

        public void Broadcast(ProtocolFrame frame, MessageTraits traits) => Note(frame);

        public void Charge(string replica, EvidenceKind kind, object proof)
        {
        }

        public string? ProvenSender(IActorRef? sender) => null;

        public void AdvanceWatermark(string lane, long instance)
        {
        }

        private void Note(ProtocolFrame frame)
        {
            if (SignedMessage.TryDecode(frame.Bytes, out var message, out _))
                Kinds.Enqueue(message.Message.Kind);
        }
    }
}
