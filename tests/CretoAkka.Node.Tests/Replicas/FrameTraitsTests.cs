using CretoAkka.Core.Queues;
using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Messages;

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
        var status = new Status("node-1", 0, 5, Bytes.Of([]));
        var (first, second) = (_traits.Of(status), _traits.Of(status));
        Assert.Equal((first.SupersedeKey, first.Version + 1, null), (second.SupersedeKey, second.Version, second.Lane));
        var fetch = _traits.Of(new Fetch("node-1", 1, 5));
        Assert.Equal(("Fetch 1", null), (fetch.SupersedeKey, fetch.Lane));
        Assert.True(fetch.Version > second.Version);
    }

    [Fact]
    public void Votes_for_a_place_stay_until_a_window_of_places_has_been_executed_after_it()
    {
        Assert.Equal(-27, FrameTraits.WatermarkAt(101));
        Assert.Equal(72, FrameTraits.WatermarkAt(200));
    }
}
