using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Quorums;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Observation;

/// <summary>What is said of the quorum, beside what the test did and was told.</summary>
[Trait("Decision", "D22")]
public class QuorumLedgerTests : CircuitTestKit
{
    private static readonly PeerId[] Members = ["test", "b", "c", "d"];

    [Fact]
    public async Task What_is_cut_off_suspected_and_proven_is_what_was_done()
    {
        foreach (var peer in Members.Skip(1))
            Circuits.AddPeer(peer);
        using var scrape = new Scrape(Circuits);
        Assert.Equal(-1, await scrape.Of("quorum_margin"));

        Circuits.SetMembership(1, Members);
        Assert.Equal((1, 0), (await scrape.Of("quorum_margin"), await scrape.Of("quorum_weight{part=\"cut-off\"}")));

        Circuits.ReportEvidence("b", EvidenceKind.Equivocation);
        Circuits.ReportEvidence("b", EvidenceKind.Equivocation);
        Circuits.ReportEvidence("b", EvidenceKind.BadSignature);
        Fail("c", TestSettings.Peer.Circuit.FailureThreshold * 3);
        Settle();

        Assert.Equal(2, await scrape.Of("b", "evidence_total", "kind=equivocation"));
        Assert.Equal(1, await scrape.Of("b", "evidence_total", "kind=bad-signature"));
        Assert.Equal(0, await scrape.Of("c", "evidence_total", "kind=equivocation"));
        Assert.Equal((int)CircuitMode.Quarantined, await scrape.Of("b", "mode"));
        Assert.Equal(Refused("c", IsolationRefusal.BudgetSpent),
            await scrape.Of("c", "isolation_refused_total", "reason=budget-spent"));
        Assert.Equal(0, await scrape.Of("c", "isolation_refused_total", "reason=local-isolation"));
        Assert.Equal((0, 1), (await scrape.Of("b", "suspected"), await scrape.Of("c", "suspected")));
        Assert.Equal(0, await scrape.Of("quorum_margin"));
        foreach (var (part, weight) in ((string, long)[])
            [("members", 4), ("quorum", 3), ("tolerated", 1), ("limit", 1), ("cut-off", 1), ("suspected", 1), ("charged", 1)])
            Assert.Equal((part, weight), (part, await scrape.Of($"quorum_weight{{part=\"{part}\"}}")));
        Assert.Equal((1, 2, 0), (await Peers("open"), await Peers("closed"), await Peers("half-open")));

        async Task<long> Peers(string state) => await scrape.Of($"peers{{state=\"{state}\"}}");
    }

    [Fact]
    public async Task More_proven_faulty_than_is_tolerated_shows_for_as_long_as_it_holds()
    {
        using var scrape = new Scrape(Circuits);
        Circuits.SetMembership(1, Members);
        Circuits.ReportEvidence("b", EvidenceKind.Equivocation);
        Circuits.ReportEvidence("c", EvidenceKind.Equivocation);
        Assert.Equal(2, await scrape.Of("quorum_weight{part=\"charged\"}"));

        Circuits.ReleaseQuarantine("c");

        Assert.Equal(1, await scrape.Of("quorum_weight{part=\"charged\"}"));
    }

    private long Refused(PeerId peer, IsolationRefusal refusal)
    {
        var count = 0;
        while (HasMessages)
        {
            if (ReceiveOne(TimeSpan.Zero) is IsolationRefused told && told.Peer == peer && told.Refusal == refusal)
                count++;
        }
        Assert.True(count > 1);
        return count;
    }
}
