using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public sealed class RejectionTests : IDisposable
{
    private readonly Bench _bench = new("node-2");
    private readonly SignedMessage _request;

    public RejectionTests() => _request = _bench.Put("a", "1");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Rubbish_is_malformed_and_charged_to_nobody()
    {
        var outputs = _bench.Replica.Step(new ReplicaInput.ReceiveFrame(new byte[] { 1, 2, 3 }), default);
        var rejected = outputs.IsRejected(RejectReason.Malformed);
        Assert.Equal((null, Verdict.Reject, false), (rejected.Signer, rejected.Verdict, rejected.Authenticated));
        Assert.NotEqual(DecodeError.None, rejected.DecodeError);
    }

    [Fact]
    public void A_frame_is_taken_like_the_message_in_it()
    {
        var frame = _bench.PrePrepare(1, _request).Encoded.Span.ToArray();
        var outputs = _bench.Replica.Step(new ReplicaInput.ReceiveFrame(frame), default);
        Assert.Equal([MessageKind.Prepare], outputs.Broadcasts());
    }

    [Fact]
    public void A_vote_by_a_client_is_a_strangers() =>
        _bench.Refuses(_bench.Commit("client-1", 1, _request), RejectReason.UnknownSender);

    [Fact]
    public void Our_own_vote_that_comes_back_is_ignored() =>
        Assert.Equal(
            Verdict.Ignore, _bench.Refuses(_bench.Commit("node-2", 1, _request), RejectReason.OwnMessage).Verdict);

    [Fact]
    public void A_reply_is_nothing_for_a_replica() =>
        _bench.Refuses(_bench.Say(new Reply("node-3", 0, "client-1", 1, default)), RejectReason.UnexpectedKind);

    [Fact]
    public void Votes_of_a_later_view_are_early_not_wrong()
    {
        var vote = _bench.Prepare("node-3", 1, _request, view: 1);
        Assert.Equal(Verdict.Ignore, _bench.Refuses(vote, RejectReason.FutureView).Verdict);
    }

    [Theory]
    [InlineData(0, RejectReason.BelowWindow)]
    [InlineData(129, RejectReason.AboveWindow)]
    [InlineData(long.MaxValue, RejectReason.AboveWindow)]
    public void A_place_outside_the_window_is_ignored(long sequence, RejectReason reason)
    {
        Assert.Equal(Verdict.Ignore, _bench.Refuses(_bench.Commit("node-3", sequence, _request), reason).Verdict);
        _bench.Refuses(_bench.PrePrepare(sequence, _request), reason);
    }

    [Fact]
    public void The_last_place_of_the_window_is_open() =>
        Assert.Equal([MessageKind.Prepare], _bench.Deliver(_bench.PrePrepare(128, _request)).Broadcasts());

    [Fact]
    public void Votes_for_an_executed_place_are_ignored()
    {
        _bench.Agree(1, _request);
        _bench.Refuses(_bench.Commit("node-4", 1, _request), RejectReason.Unneeded);
        _bench.Refuses(_bench.Prepare("node-4", 1, _request), RejectReason.Unneeded);
    }

    [Fact]
    public void A_second_proposal_for_an_executed_place_is_evidence_still()
    {
        _bench.Agree(1, _request);
        var second = _bench.PrePrepare(1, _bench.Put("a", "2", 2));
        Assert.NotNull(_bench.Refuses(second, RejectReason.Equivocation, verifications: 1).Conflicting);
    }

    [Fact]
    public void Only_the_primary_proposes_and_the_primary_never_prepares()
    {
        var proposal = _bench.PrePrepare(1, _request, primary: "node-3");
        Assert.Equal(Verdict.Reject, _bench.Refuses(proposal, RejectReason.WrongRole).Verdict);
        _bench.Refuses(_bench.Prepare("node-1", 1, _request), RejectReason.WrongRole);
    }

    [Fact]
    public void A_digest_that_is_not_the_requests_is_refused()
    {
        var other = _bench.Put("a", "2");
        var proposal = _bench.Say(new PrePrepare("node-1", 0, 1, other.ComputeDigest(), new([_request])));
        Assert.Equal(Verdict.Reject, _bench.Refuses(proposal, RejectReason.DigestMismatch).Verdict);
    }

    [Fact]
    public void Forged_votes_count_for_nothing_and_do_not_keep_the_true_one_out()
    {
        _bench.Deliver(_bench.PrePrepare(1, _request));
        var vote = new Prepare("node-3", 0, 1, _request.ComputeDigest());
        var rejected = _bench.Refuses(_bench.Forge(vote), RejectReason.BadSignature, verifications: 1);

        Assert.Equal((Verdict.Reject, false), (rejected.Verdict, rejected.Authenticated));
        Assert.Equal([MessageKind.Commit], _bench.Deliver(_bench.Say(vote)).Broadcasts());
    }

    [Fact]
    public void A_forged_proposal_does_not_keep_the_true_one_out()
    {
        var proposal = new PrePrepare("node-1", 0, 1, _request.ComputeDigest(), new([_request]));
        _bench.Refuses(_bench.Forge(proposal), RejectReason.BadSignature, verifications: 1);
        Assert.Equal([MessageKind.Prepare], _bench.Deliver(_bench.Say(proposal)).Broadcasts());
    }

    [Fact]
    public void The_same_vote_again_is_a_duplicate_that_costs_no_verification()
    {
        var vote = _bench.Prepare("node-3", 1, _request);
        _bench.Deliver(_bench.PrePrepare(1, _request), vote);
        Assert.Equal(Verdict.Ignore, _bench.Refuses(vote, RejectReason.Duplicate).Verdict);
        _bench.Refuses(_bench.PrePrepare(1, _request), RejectReason.Duplicate);
    }

    [Fact]
    public void A_vote_beyond_the_quorum_costs_no_verification()
    {
        _bench.Deliver(_bench.PrePrepare(1, _request), _bench.Prepare("node-3", 1, _request));
        var third = _bench.Prepare("node-4", 1, _request);
        Assert.Equal(Verdict.Ignore, _bench.Refuses(third, RejectReason.Unneeded).Verdict);
    }
}
