using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Quorums.QuorumProtocol;

namespace CretoAkka.Tests.Quorums;

/// <summary>Four members, one of which is this node: one may be faulty.</summary>
[Trait("Decision", "D17")]
public class EvidenceSpec : CircuitTestKit
{
    private static readonly PeerId Node2 = "node-2";
    private static readonly PeerId Node3 = "node-3";

    public EvidenceSpec()
    {
        Circuits.SetMembership(1, ["test", Node2, Node3, "node-4"]);
        Circuits.AddPeer(Node2);
        Circuits.AddPeer(Node3);
        Sys.EventStream.Subscribe(TestActor, typeof(QuorumProtocol.IEvent));
    }

    [Fact]
    public void A_proven_fault_quarantines_at_once_and_only_a_release_ends_that()
    {
        Assert.Equal(CommandReply.Done, Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation, "two votes"));

        FishForMessage<EvidenceReported>(m => m is { Proof: "two votes", IsQuarantined: true } && m.Peer == Node2);
        Assert.Equal(CircuitMode.Quarantined, Circuits.GetStats(Node2).Mode);
        Assert.Equal(CommandReply.Quarantined, Circuits.Reset(Node2));
        Assert.Equal(CommandReply.Quarantined, Circuits.ForceClose(Node2));
        Pass(3 * TestSettings.OpenTimeout);
        Assert.Equal(CircuitState.Open, Circuits.GetState(Node2));

        Assert.Equal(CommandReply.Done, Circuits.ReleaseQuarantine(Node2));
        Assert.Equal(CircuitState.HalfOpen, Circuits.GetState(Node2));
        Assert.Empty(Circuits.GetQuorum().Charged);
    }

    [Fact]
    public void Evidence_takes_the_place_of_a_circuit_that_opened_by_itself()
    {
        Fail(Node3, 3);

        Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation);

        Assert.Equal(CircuitMode.Quarantined, Circuits.GetStats(Node2).Mode);
        Assert.True(Circuits.GetStats(Node3) is { State: CircuitState.Closed, IsSuspected: true });
    }

    [Fact]
    public void Beyond_the_budget_evidence_is_suspicion_that_successes_do_not_end_until_there_is_a_place()
    {
        Circuits.ForceOpen(Node3);

        Assert.Equal(CommandReply.BudgetSpent, Circuits.ReportEvidence(Node2, EvidenceKind.BadSignature));
        for (var i = 0; i < 50; i++)
            Circuits.RecordSuccess(Node2);
        Assert.True(Circuits.GetStats(Node2) is { State: CircuitState.Closed, IsSuspected: true });

        Circuits.Reset(Node3);
        FishForMessage<CircuitOpened>(m => m.Peer == Node2 && m.Cause == TransitionCause.Evidence);
        Assert.Equal(CircuitMode.Quarantined, Circuits.GetStats(Node2).Mode);
    }

    [Theory]
    [InlineData("mode")]
    [InlineData("reset")]
    [InlineData("force")]
    public void Evidence_without_a_place_is_laundered_by_nothing_that_closes_the_circuit(string by)
    {
        Circuits.ForceOpen(Node3);
        Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation);
        var settings = Circuits.GetSettings(Node2);
        switch (by)
        {
            case "mode":
                Circuits.UpdateSettings(
                    Node2, settings with { Circuit = settings.Circuit with { Mode = CircuitMode.ObserveOnly } });
                Circuits.UpdateSettings(Node2, settings);
                break;
            case "reset":
                Circuits.Reset(Node2);
                break;
            default:
                Circuits.ForceClose(Node2, TestSettings.OpenTimeout);
                Pass(TestSettings.OpenTimeout);
                break;
        }
        Settle();
        Assert.True(Circuits.GetStats(Node2) is { State: CircuitState.Closed, IsSuspected: true });

        Circuits.Reset(Node3);
        FishForMessage<CircuitOpened>(m => m.Peer == Node2 && m.Cause == TransitionCause.Evidence);
    }

    [Fact]
    public void More_signers_than_may_be_faulty_raise_the_alarm_once()
    {
        Circuits.AddPeer("stranger");
        Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation);
        Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation);
        Circuits.ReportEvidence(Node3, EvidenceKind.Equivocation);
        Circuits.ReportEvidence(Node3, EvidenceKind.Equivocation);
        Circuits.ReportEvidence("stranger", EvidenceKind.Equivocation);

        var seen = ReceiveWhile<object>(m => m, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200));
        var alarm = seen.OfType<SafetyAlarm>().First();
        Assert.Equal([Node2, Node3], alarm.Signers);
        Assert.Equal(1, (int)alarm.Faulty);
        Assert.Equal(5, seen.OfType<EvidenceReported>().Count());
    }

    [Fact]
    public void A_membership_that_tolerates_less_than_is_proven_raises_the_alarm()
    {
        Circuits.SetMembership(7, [Circuits.Self, Node2, Node3, "d", "e", "f", "g"]);
        Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation);
        Circuits.ReportEvidence(Node3, EvidenceKind.Equivocation);
        Circuits.SetMembership(8, [Circuits.Self, Node2, Node3, "d"]);

        var alarm = FishForMessage<SafetyAlarm>(_ => true);
        Assert.Equal([Node2, Node3], alarm.Signers);
        Assert.Equal(1, (int)alarm.Faulty);
    }

    [Fact]
    public void Evidence_against_a_peer_that_is_cut_off_already_is_logged()
    {
        for (var i = 0; i < TestSettings.Peer.Circuit.FailureThreshold; i++)
            Circuits.RecordFailure(Node2);
        Settle();
        EventFilter.Warning(contains: "stays Open because Evidence").ExpectOne(() =>
        {
            Assert.Equal(CommandReply.Done, Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation));
            Settle();
        });
    }

    [Fact]
    public void A_release_that_is_told_forgives_as_one_that_is_called()
    {
        Circuits.Supervisor.Tell(new ReportEvidence(Node2, EvidenceKind.Equivocation, "two votes"), TestActor);
        FishForMessage<CommandTaken>(m => m == new CommandTaken(Node2, CommandReply.Done));
        Assert.Equal([Node2], Circuits.GetQuorum().Charged);

        Circuits.Supervisor.Tell(new ReleaseQuarantine(Node2), TestActor);
        FishForMessage<CommandTaken>(m => m == new CommandTaken(Node2, CommandReply.Done));
        Assert.Empty(Circuits.GetQuorum().Charged);
        Circuits.RemovePeer(Node2);
        Circuits.AddPeer(Node2);
        Assert.NotEqual(CircuitMode.Quarantined, Circuits.GetStats(Node2).Mode);
    }

    [Fact]
    public void Leaving_and_coming_back_forgives_nothing()
    {
        Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation);
        Circuits.RemovePeer(Node2);
        Circuits.AddPeer(Node2);

        Assert.Equal(CircuitMode.Quarantined, Circuits.GetStats(Node2).Mode);
    }
}
