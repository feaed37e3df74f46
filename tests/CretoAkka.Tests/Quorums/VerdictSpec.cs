using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Quorums.QuorumProtocol;

namespace CretoAkka.Tests.Quorums;

/// <summary>What a circuit thinks of a peer is nobody's membership, and nobody's vote.</summary>
[Trait("Decision", "D12")]
public sealed class VerdictSpec : VirtualNetworkTest
{
    private static readonly PeerId[] Members = [A, B, "c", "d", "e", "f", "g"];

    [Fact]
    public void No_verdict_changes_who_is_a_member_how_many_may_be_faulty_or_what_a_quorum_is()
    {
        var a = Network.Start("a", TestSettings.Of(Peer));
        a.Circuits.SetMembership(1, Members);
        var before = a.Circuits.GetQuorum();
        for (var i = 0; i < Peer.Circuit.FailureThreshold; i++)
            a.Circuits.RecordFailure("c");
        a.Circuits.ReportEvidence("d", EvidenceKind.Equivocation);
        a.Circuits.ForceOpen("e", overrideBudget: true);
        Network.Settle();
        var after = a.Circuits.GetQuorum();

        Assert.Equal(["c", "d", "e"], after.Holders.Select(h => h.Peer));
        Assert.Same(before.Membership, after.Membership);
        Assert.Equal((Int128)5, after.Membership!.Rule.Quorum);
        Assert.Equal(((Int128?)2, (Int128?)2), (before.Limit, after.Limit));
    }

    [Theory]
    [InlineData(CircuitMode.ForcedOpen)]
    [InlineData(CircuitMode.Quarantined)]
    public void What_a_peer_says_reaches_its_target_whatever_its_circuit_thinks_of_it(CircuitMode mode)
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        if (mode == CircuitMode.Quarantined)
            Quarantine(a, B);
        else
            a.Circuits.ForceOpen(B);
        Network.Pass(Ms(500));
        Assert.Equal((CircuitState.Open, mode), (a.Circuits.GetState(B), a.Circuits.GetStats(B).Mode));

        b.Circuits.Send(A, 7);
        Network.Pass(Ms(500));
        Assert.Equal([7], a.Received.Messages);
    }

    [Fact]
    public void This_node_is_not_its_own_to_cut_off()
    {
        var a = Network.Start("a");
        a.Circuits.SetMembership(1, Members);

        Assert.Equal(CommandReply.BudgetSpent, a.Circuits.ForceOpen(A));
        Assert.Empty(a.Circuits.GetQuorum().Holders);
    }

    [Fact]
    public void Epochs_that_are_declared_at_once_are_told_in_their_order()
    {
        var a = Network.Start("a");
        var seen = new List<long>();
        a.System.EventStream.Subscribe(
            new RecordingRef(a.System, m => seen.Add(((MembershipChanged)m).Membership.Epoch)),
            typeof(MembershipChanged));
        var epoch = 0L;
        Parallel.For(0, 200, _ =>
        {
            try
            {
                a.Circuits.SetMembership(Interlocked.Increment(ref epoch), Members);
            }
            catch (ArgumentException)
            {
                // Another was faster, with a later one.
            }
        });

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(a.Circuits.GetQuorum().Membership!.Epoch, seen[^1]);
    }
}
