using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Fallback;

[Trait("Decision", "D16")]
public class SelectAlternativesSpec : CircuitTestKit
{
    private static readonly PeerId[] All = ["failed", "good", "bad", "open", "new", "unknown"];

    [Fact]
    public void The_healthiest_comes_first_and_who_is_open_failed_or_unknown_is_no_candidate()
    {
        Circuits.AddPeer("failed");
        Circuits.AddPeer("new");
        for (var i = 0; i < 20; i++)
        {
            Circuits.RecordSuccess("good", TimeSpan.FromMilliseconds(10));
            Circuits.RecordSuccess("bad", TimeSpan.FromMilliseconds(10));
            Fail("bad", 2);
        }
        Circuits.ForceOpen("open");

        var alternatives = Circuits.SelectAlternatives("failed", All);
        Assert.Equal(["bad", "good", "new"], alternatives.Select(p => p.Value).Order());
        Assert.Equal("good", alternatives[0].Value);
        Assert.DoesNotContain("unknown", Circuits.GetStats().Keys.Select(p => p.Value));
    }

    [Fact]
    public void No_peer_left_is_an_empty_answer() =>
        Assert.Empty(Circuits.SelectAlternatives("failed", [new PeerId("failed"), "unknown"]));
}
