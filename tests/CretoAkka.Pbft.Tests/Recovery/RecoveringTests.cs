using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Recovery;

/// <summary>node-3 of four without its log; its incarnation is 7.</summary>
public sealed class RecoveringTests : IDisposable
{
    private readonly Bench _bench = new("node-3", settings: ReplicaSettings.Default with
    {
        Mode = ReplicaMode.Recovering, Incarnation = 7,
    });

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void It_asks_everybody_how_far_they_are_until_a_quorum_has_answered_this_question()
    {
        Assert.Equal(7, _bench.Tick().First<Recover>().Nonce);
        foreach (var (replica, nonce) in new[] { ("node-1", 7), ("node-2", 6), ("node-1", 7), ("node-4", 7) })
            _bench.Deliver(_bench.Say(new Stable(replica, nonce, StableProof.Beginning)));
        Assert.Contains(MessageKind.Recover, _bench.Tick().Broadcasts());
        _bench.Deliver(_bench.Say(new Stable("node-2", 7, StableProof.Beginning)));
        Assert.DoesNotContain(MessageKind.Recover, _bench.Tick().Broadcasts());
    }

    [Fact]
    public void It_gives_no_primary_up_and_joins_nobody_who_does()
    {
        _bench.Deliver(_bench.Put("a", "1"));
        _bench.Deliver(_bench.ViewChange("node-1", 1), _bench.ViewChange("node-4", 1));
        Assert.DoesNotContain(MessageKind.ViewChange, _bench.Wait(TimeSpan.FromSeconds(10)).Broadcasts());
    }

    [Fact]
    public void What_it_had_promised_in_its_earlier_life_binds_it_once_others_bring_it_back()
    {
        using var other = new Bench("node-4");
        var promise = other.ViewChange("node-3", 5);
        other.Deliver(promise);
        var answers = other.Deliver(other.Say(new Recover("node-3", 7))).Sent<ProtocolMessage>("node-3");
        Assert.Equal([new Stable("node-4", 7, StableProof.Beginning), promise.Message], answers);

        _bench.Deliver(_bench.Forge(promise.Message)).IsRejected(RejectReason.OwnMessage);
        _bench.Deliver(promise);
        Assert.Equal((5, false), (_bench.Replica.View, _bench.Replica.InView));
    }

    [Fact]
    public void A_certificate_that_proves_nothing_is_no_answer()
    {
        var proof = _bench.Stable(64, default, "node-1", "node-2");
        var rejected = _bench.Deliver(_bench.Say(new Stable("node-1", 7, proof)))
            .IsRejected(RejectReason.InvalidCertificate);
        Assert.Equal((Verdict.Reject, true), (rejected.Verdict, rejected.Authenticated));
    }

    [Fact]
    public void A_peer_that_can_be_reached_again_is_told_once_where_we_are()
    {
        var outputs = _bench.Step(new ReplicaInput.PeerRecovered("node-1"));
        Assert.Single(outputs);
        Assert.Single(outputs.Sent<Status>("node-1"));
        Assert.Empty(_bench.Step(new ReplicaInput.PeerRecovered("stranger")));
        Assert.Empty(_bench.Step(new ReplicaInput.PeerRecovered("node-3")));
    }
}
