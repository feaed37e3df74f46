using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Quorums.QuorumProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Authentication;

/// <summary>What a peer says that cannot be true: evidence where it has proven who it is, else a failure.</summary>
[Trait("Decision", "D17")]
public sealed class ContradictionTests : AuthenticNetworkTest
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void Who_acknowledges_what_was_never_sent_is_quarantined(int number, int marker, int incarnation)
    {
        var (a, reports) = Lied(number, marker, incarnation);

        Assert.Equal(CircuitMode.Quarantined, a.Circuits.GetStats(B).Mode);
        Assert.Equal(1, a.Circuits.GetStats(B).Failures);
        var report = Assert.IsType<EvidenceReported>(Assert.Single(reports.Messages));
        Assert.Equal((B, EvidenceKind.SessionViolation, true), (report.Peer, report.Kind, report.IsQuarantined));
        Assert.Equal([B], a.Circuits.GetQuorum().Charged);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Without_an_authenticator_the_same_is_a_failure_and_no_evidence(int number, int marker)
    {
        Network.Authenticators = static _ => null;
        var (a, reports) = Lied(number, marker, 0);

        Assert.Equal((CircuitMode.Automatic, CircuitState.Closed), Standing(a));
        Assert.Equal(1, a.Circuits.GetStats(B).Failures);
        Assert.Empty(reports.Messages);
    }

    [Fact]
    public void Who_seals_a_frame_for_another_process_is_quarantined_and_charged_once()
    {
        var (a, _) = Acquainted();
        var reports = Reports(a);
        var frame = Last<Frame>("b");
        for (var i = 0; i < 3; i++)
            Network.Tell("a", Read(frame with { To = frame.To + 1, Marker = frame.Marker + 1 }));
        Network.Settle();

        Assert.Equal(CircuitMode.Quarantined, a.Circuits.GetStats(B).Mode);
        Assert.Single(reports.Messages);
        Assert.Equal([0], a.Received.Messages);
    }

    private (VirtualNode A, RecordingRef Reports) Lied(int number, int marker, int incarnation)
    {
        var (a, _) = Joined();
        Network.Pass(Ms(500));
        var reports = Reports(a);
        var nonce = Last<Hello>("a").Nonce;
        Network.Wire("b", "a").Carries = m => m is Acknowledged { Acknowledgement: var ack } k && ack.Nonce == nonce
            ?
            [
                k with
                {
                    Acknowledgement = ack with
                    {
                        Highest = ack.Highest + number,
                        Marker = ack.Marker + marker,
                        Incarnation = ack.Incarnation + incarnation,
                    },
                },
            ]
            : [m];
        a.Circuits.Send(B, 1);
        Network.Pass(Ms(500));
        return (a, reports);
    }

    private static RecordingRef Reports(VirtualNode node)
    {
        var reports = new RecordingRef(node.System);
        node.System.EventStream.Subscribe(reports, typeof(EvidenceReported));
        return reports;
    }

    private static (CircuitMode, CircuitState) Standing(VirtualNode a) =>
        (a.Circuits.GetStats(B).Mode, a.Circuits.GetState(B));
}
