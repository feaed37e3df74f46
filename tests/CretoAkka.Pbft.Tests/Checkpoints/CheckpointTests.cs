using CretoAkka.Pbft.Checkpoints;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Pbft.Tests.Support;
using CretoAkka.Pbft.Transfer;

namespace CretoAkka.Pbft.Tests.Checkpoints;

/// <summary>K = 2 and L = 4 at node-2 of four.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly ReplicaSettings Small = ReplicaSettings.Default with
    {
        Window = 4, CheckpointInterval = 2, FetchBatch = 4,
    };

    private readonly Bench _bench = new("node-2", settings: Small);

    public void Dispose() => _bench.Dispose();

    private Checkpoint Execute(int places)
    {
        var outputs = new List<ReplicaOutput>();
        for (var i = 1; i <= places; i++)
            outputs.AddRange(_bench.Agree(i, _bench.Put("k", $"{i}", i)));
        return outputs.OfType<ReplicaOutput.Broadcast>().Select(b => b.Message.Message).OfType<Checkpoint>().Last();
    }

    private IReadOnlyList<ReplicaOutput> Vote(long sequence, Digest state, params string[] replicas) => _bench.Deliver(
        [.. replicas.Select(replica => _bench.Say(new Checkpoint(replica, sequence, state)))]);

    [Fact]
    public void Every_k_places_a_checkpoint_is_sent_and_with_a_quorum_it_is_stable_and_the_window_moves()
    {
        var own = Execute(2);
        Assert.Equal((2, 2), (own.Sequence, _bench.Replica.OpenSlots));
        _bench.Refuses(_bench.Commit("node-3", 5, _bench.Put("a", "1")), RejectReason.AboveWindow);

        Assert.Empty(Vote(2, own.State, "node-3"));
        Assert.Equal([new ReplicaOutput.CheckpointStable(2, own.State)], Vote(2, own.State, "node-1"));
        Assert.Equal((2, 0), (_bench.Replica.StableCheckpoint, _bench.Replica.OpenSlots));
        Assert.Null(_bench.Replica.CommittedAt(2));
        _bench.Refuses(_bench.Commit("node-3", 2, _bench.Put("a", "1")), RejectReason.BelowWindow);
        _bench.Refuses(_bench.Commit("node-3", 7, _bench.Put("a", "1")), RejectReason.AboveWindow);
        Assert.Equal([MessageKind.Prepare], _bench.Deliver(_bench.PrePrepare(6, _bench.Put("z", "1", 9))).Broadcasts());
    }

    [Fact]
    public void A_checkpoint_with_another_digest_is_an_alarm_and_never_evidence()
    {
        Execute(2);
        var rejected = Vote(2, Digest.Of([1]), "node-3").IsRejected(RejectReason.StateMismatch);
        Assert.Equal((Verdict.Alarm, true), (rejected.Verdict, rejected.Authenticated));
        Assert.Equal(0, _bench.Replica.StableCheckpoint);
    }

    [Fact]
    public void Votes_of_others_wait_until_we_have_executed_as_far()
    {
        var state = Digest.Of([1]);
        Assert.Empty(Vote(2, state, "node-1", "node-3", "node-4").OfType<ReplicaOutput.CheckpointStable>());
        Assert.Equal(0, _bench.Replica.StableCheckpoint);
    }

    [Fact]
    public void A_checkpoint_where_none_is_taken_or_outside_the_window_is_refused_unverified()
    {
        _bench.Refuses(_bench.Say(new Checkpoint("node-3", 3, default)), RejectReason.NoCheckpoint);
        _bench.Refuses(_bench.Say(new Checkpoint("node-3", 6, default)), RejectReason.AboveWindow);
        _bench.Refuses(_bench.Say(new Checkpoint("node-3", 0, default)), RejectReason.BelowWindow);
    }

    [Fact]
    public void After_a_crash_it_goes_on_from_its_stable_checkpoint_with_the_same_state_and_clients()
    {
        var own = Execute(3);
        Vote(2, own.State, "node-1", "node-3");
        _bench.Restart();
        Assert.Equal((2, 2), (_bench.Replica.StableCheckpoint, _bench.Replica.Executed));
        var repeated = Assert.Single(_bench.Deliver(_bench.Put("k", "2", 2)).Replies());
        Assert.Equal(new(KeyValueStatus.Stored), KeyValueResult.TryDecode(repeated.Result.Span));
        Assert.Equal(1, _bench.Store.Count);
    }

    [Fact]
    public void A_peer_that_lacks_a_stable_checkpoint_is_shown_the_proof_of_it()
    {
        var own = Execute(2);
        Vote(2, own.State, "node-1", "node-3");
        var proof = Assert.Single(_bench.Deliver(_bench.Status("node-4", 0)).Sent<Stable>("node-4")).Proof;
        Assert.True(Certificates.IsValid(proof, _bench.Group, _bench.Verifier));
        Assert.Single(_bench.Deliver(_bench.Say(new Fetch("node-4", 1, 2))).Sent<Stable>("node-4"));
    }

    [Fact]
    public void A_state_holds_the_clients_and_the_history_beside_the_store()
    {
        var state = new ReplicatedState(new KeyValueStore());
        var request = new Request("client-1", 7, Operations.Put("a", "1"));
        state.Ordered(Digest.Of([1]));
        Assert.True(state.TryExecute(request, out _));
        var copy = new ReplicatedState(new KeyValueStore());
        Assert.True(copy.TryRestore(state.Snapshot()));

        Assert.Equal((state.History, state.StoreDigest), (copy.History, copy.StoreDigest));
        Assert.False(copy.TryExecute(request, out _));
        Assert.Equal(state.Snapshot(), copy.Snapshot());
        Assert.False(copy.TryRestore(Bytes.Of(copy.Snapshot().Span[..^1])));
    }

    [Theory]
    [InlineData(4, 128, 64)]
    [InlineData(7, 109, 54)]
    [InlineData(100, 7, 3)]
    public void A_large_group_has_a_smaller_window_so_that_a_view_change_fits_a_frame(int n, int window, int interval)
    {
        var group = new ReplicaGroup(Bench.Names(n));
        var marks = new Watermarks(group, ReplicaSettings.Default);
        Assert.InRange(marks.Window, window - 2, window);
        Assert.InRange(marks.Interval, interval - 1, interval);

        var signature = Bytes.Of(new byte[MessageLimits.Signature]);
        ValueList<Voucher> Vouchers(int count) =>
            [.. Enumerable.Range(0, count).Select(i => new Voucher((byte)i, signature))];
        var name = group.Replicas[^1];
        var change = new ViewChange(name, 9, new(marks.Interval, default, Vouchers(group.Quorum)),
            [.. Enumerable.Range(1, marks.Window).Select(i => new PreparedProof(
                8, marks.Interval + i, default, Vouchers(group.Quorum - 1)))]);
        Assert.InRange(
            SignedMessage.Sign(change, new FastSigner(name)).Encoded.Length, 1, MessageLimits.Frame - 256);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(9_000_000)]
    public void A_state_is_put_together_from_parts_that_prove_themselves(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        var tree = StateTree.Of(Bytes.Of(content));
        var assembly = new StateAssembly(tree.Root);
        Assert.False(assembly.TryAdd(Bytes.Of([0, 1, 2])));
        while (!assembly.IsComplete)
        {
            var part = tree.Find(assembly.Missing(1).Single())!.Value;
            Assert.InRange(part.Length, 1, MessageLimits.Chunk);
            Assert.True(assembly.TryAdd(part));
            Assert.False(assembly.TryAdd(part));
        }

        Assert.Equal(tree.Content, assembly.Content());
    }
}
