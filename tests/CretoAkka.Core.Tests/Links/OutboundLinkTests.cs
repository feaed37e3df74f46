using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Links;

/// <summary>What a link sends and when, without an actor, a wire or a clock.</summary>
[Trait("Decision", "D18")]
public sealed class OutboundLinkTests : LinkWorld
{
    [Fact]
    public void Nothing_leaves_before_a_ping_has_opened_the_session()
    {
        Send("a");
        Assert.Empty(Frames);
        Assert.Equal(Link.Nonce, Assert.Single(Hellos).Nonce);

        Welcome();
        var frame = Assert.Single(Frames);
        Assert.Equal(["a"], Sent);
        Assert.Equal((Link.Nonce, Process), (frame.Nonce, frame.To));
        Assert.True(frame.Marker > 0, "what goes out on an idle link carries a marker");
    }

    [Fact]
    public void A_message_ends_as_its_acknowledgement_says()
    {
        Send("a");
        Welcome();

        Assert.Equal(AckVerdict.Accepted, Acknowledge(highest: 1));
        Assert.Equal(PendingOutcome.Delivered, Ends["a"]);
        Assert.Equal(0, Link.Outstanding);
    }

    [Fact]
    public void Silence_opens_the_circuit_within_two_timeouts_and_is_then_asked_about_by_pings()
    {
        Send("a");
        Welcome();
        Pass(2 * T);
        Assert.Equal(CircuitState.Open, Circuit.State);

        var before = Hellos.Count;
        Pass(2 * T);
        Assert.True(Hellos.Count > before, "an open peer is pinged");
    }

    [Fact]
    public void A_pause_of_its_own_is_nobodys_failure()
    {
        Send("a");
        Welcome();
        StandStill(10 * T);
        Advance();

        Assert.Equal((CircuitState.Closed, 1L), (Circuit.State, Ignored));
    }

    [Fact]
    public void What_another_process_never_had_goes_again_in_a_session_of_its_own()
    {
        Send("a");
        Welcome();
        var nonce = Link.Nonce;
        Assert.Equal(AckVerdict.OtherIncarnation, Acknowledge(highest: 0, process: Process + 1));
        Assert.NotEqual(nonce, Link.Nonce);

        Welcome(Process + 1);
        Assert.Equal(["a", "a"], Sent);
        Assert.Equal(Process + 1, Frames[^1].To);
    }

    [Fact]
    public void Who_acknowledges_what_was_never_sent_is_begun_with_anew_and_believed_no_ping()
    {
        Send("a");
        Welcome();
        Assert.Equal(AckVerdict.Malformed, Acknowledge(highest: 99));
        Assert.False(Link.IsEstablished);
        Assert.Equal(1, Circuit.FailureRuns.Session);

        Welcome();
        Assert.True(Link.IsEstablished);
        Assert.Equal(1, Circuit.FailureRuns.Session);
    }
}
