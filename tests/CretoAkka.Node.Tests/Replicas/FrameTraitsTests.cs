using CretoAkka.Core.Queues;
using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Messages;
using CretoAkka.Simulation.Nodes;

namespace CretoAkka.Node.Tests.Replicas;

/// <summary>What may be done with a replica's messages while they wait.</summary>
[Trait("Decision", "D15")]
public class FrameTraitsTests
{
    private readonly FrameTraits _traits = new();

    [Fact]
    public void A_vote_is_superseded_by_that_of_a_later_view_for_the_same_place_and_kind_alone()
    {
        var prepare = _traits.Of(new Prepare("node-1", 2, 7, default));
        Assert.Equal(("Prepare 7", 2L, "slot", 7L),
            (prepare.SupersedeKey, prepare.Version, prepare.Lane, prepare.Instance));
        Assert.Equal((MessageClass.Normal, false), (prepare.Class, prepare.Substitutable));
        Assert.Equal("Commit 7", _traits.Of(new Commit("node-1", 2, 7, default)).SupersedeKey);
        Assert.Equal("Commit 8", _traits.Of(new Commit("node-1", 2, 8, default)).SupersedeKey);
    }

    [Fact]
    public void The_newest_status_replaces_every_older_one_and_no_place_passes_it()
    {
        var status = new Status("node-1", 0, true, 0, 5, Bytes.Of([]));
        var (first, second) = (_traits.Of(status), _traits.Of(status));
        Assert.Equal((first.SupersedeKey, first.Version + 1, null), (second.SupersedeKey, second.Version, second.Lane));
        var fetch = _traits.Of(new Fetch("node-1", 1, 5));
        Assert.Equal(("Fetch 1", null), (fetch.SupersedeKey, fetch.Lane));
        Assert.True(fetch.Version > second.Version);
    }

    [Fact]
    public void A_change_of_view_is_critical_and_superseded_by_its_signers_own_for_a_higher_view_alone()
    {
        var change = _traits.Of(new ViewChange("node-1", 3, StableProof.Beginning, []));
        Assert.Equal((MessageClass.Critical, "ViewChange node-1", 3L), (change.Class, change.SupersedeKey, change.Version));
        Assert.Equal(("view", 3L), (change.Lane, change.Instance));
        Assert.Equal(
            "ViewChange node-2", _traits.Of(new ViewChange("node-2", 3, StableProof.Beginning, [])).SupersedeKey);
        var opened = _traits.Of(new NewView("node-1", 4, []));
        Assert.Equal((MessageClass.Critical, "NewView node-1", 4L), (opened.Class, opened.SupersedeKey, opened.Version));
    }

    [Fact]
    public void A_checkpoint_is_passed_by_a_certificate_and_replaced_by_no_other_checkpoint()
    {
        var (earlier, later) = (_traits.Of(new Checkpoint("node-1", 64, default)),
            _traits.Of(new Checkpoint("node-1", 128, default)));
        Assert.NotEqual(earlier.SupersedeKey, later.SupersedeKey);
        Assert.Equal(("checkpoint", 64L), (earlier.Lane, earlier.Instance));

        var (proof, further) = (_traits.Of(new Stable("node-1", 0, new(64, default, []))),
            _traits.Of(new Stable("node-1", 0, new(128, default, []))));
        Assert.Equal((MessageClass.Critical, proof.SupersedeKey), (proof.Class, further.SupersedeKey));
        Assert.True(further.Version > proof.Version);
        Assert.NotEqual(proof.SupersedeKey, _traits.Of(new Stable("node-1", 9, new(128, default, []))).SupersedeKey);
    }

    [Fact]
    public void The_simulator_queues_a_message_as_a_node_does()
    {
        var labels = new Labels();
        ProtocolMessage[] ofEachRank =
        [
            new ViewChange("node-1", 3, StableProof.Beginning, []), new Prepare("node-1", 2, 7, default),
            new Checkpoint("node-1", 64, default), new StateChunk("node-1", Bytes.Of([1])),
        ];

        foreach (var message in ofEachRank)
        {
            var (node, simulated) = (_traits.Of(message), labels.Of(message));
            Assert.Equal(
                (node.Class, node.SupersedeKey, node.Version, node.Lane, node.Instance),
                (simulated.Class, simulated.Key, simulated.Version, simulated.Lane, simulated.Instance));
        }
    }

    [Fact]
    public void State_is_bulk_and_anybody_may_be_asked_for_it()
    {
        Assert.Equal(MessageClass.Bulk, _traits.Of(new StateChunk("node-1", Bytes.Of([1]))).Class);
        Assert.True(_traits.Of(new FetchByDigest("node-1", [Digest.Of([1])])).Substitutable);
    }
}
