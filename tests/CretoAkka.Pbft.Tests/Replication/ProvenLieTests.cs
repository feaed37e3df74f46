using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public sealed class ProvenLieTests : IDisposable
{
    private readonly Bench _bench = new("node-2");
    private readonly SignedMessage _request;

    public ProvenLieTests() => _request = _bench.Put("a", "1");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_primary_that_invents_a_clients_request_is_proven_wrong()
    {
        var invented = _bench.Forge(new Request("client-1", 1, Operations.Put("a", "mine")));
        var proposal = _bench.PrePrepare(1, invented);
        var rejected = _bench.Refuses(proposal, RejectReason.BadRequestSignature, verifications: 2);
        Assert.Equal((Verdict.Reject, true, "node-1"), (rejected.Verdict, rejected.Authenticated, rejected.Signer));
        Assert.Equal(0, _bench.Replica.OpenSlots);
    }

    [Fact]
    [Trait("Decision", "D17")]
    public void A_second_proposal_for_a_place_is_equivocation_with_both_messages_as_proof()
    {
        var (first, second) = (_bench.PrePrepare(1, _request), _bench.PrePrepare(1, _bench.Put("a", "2")));
        _bench.Deliver(first);
        var rejected = _bench.Refuses(second, RejectReason.Equivocation, verifications: 1);

        Assert.Equal((Verdict.Reject, true), (rejected.Verdict, rejected.Authenticated));
        Assert.Equal((second, first), (rejected.Message, rejected.Conflicting));
    }

    [Theory]
    [InlineData(MessageKind.Prepare)]
    [InlineData(MessageKind.Commit)]
    [Trait("Decision", "D17")]
    public void A_second_vote_for_another_digest_is_equivocation_and_the_first_stands(MessageKind kind)
    {
        var other = _bench.Put("a", "2").ComputeDigest();
        SlotMessage first = kind == MessageKind.Prepare
            ? new Prepare("node-3", 0, 1, other)
            : new Commit("node-3", 0, 1, other);
        var lie = _bench.Say(first with { Digest = _request.ComputeDigest() });
        _bench.Deliver(_bench.Say(first));

        var rejected = _bench.Refuses(lie, RejectReason.Equivocation, verifications: 1);
        Assert.Equal(_bench.Say(first), rejected.Conflicting);
        Assert.Equal([MessageKind.Prepare], _bench.Deliver(_bench.PrePrepare(1, _request)).Broadcasts());
    }

    [Fact]
    [Trait("Decision", "D17")]
    public void Nobody_can_make_another_look_like_an_equivocator()
    {
        _bench.Deliver(_bench.Prepare("node-3", 1, _request));
        var forged = _bench.Forge(new Prepare("node-3", 0, 1, _bench.Put("a", "2").ComputeDigest()));
        Assert.False(_bench.Refuses(forged, RejectReason.BadSignature, verifications: 1).Authenticated);
    }

    [Fact]
    [Trait("Decision", "D17")]
    public void An_equivocator_is_caught_also_when_its_second_vote_is_not_needed()
    {
        _bench.Deliver(_bench.Prepare("node-4", 1, _bench.Put("a", "2")));
        _bench.Deliver(_bench.PrePrepare(1, _request), _bench.Prepare("node-3", 1, _request));
        _bench.Refuses(_bench.Prepare("node-4", 1, _request), RejectReason.Equivocation, verifications: 1);
    }

    [Fact]
    public void One_replica_cannot_fill_a_quorum_by_repeating_itself()
    {
        _bench.Deliver(_bench.PrePrepare(1, _request), _bench.Prepare("node-3", 1, _request));
        for (var i = 0; i < 5; i++)
            _bench.Deliver(_bench.Commit("node-3", 1, _request));
        Assert.Equal(0, _bench.Replica.Executed);
    }
}
