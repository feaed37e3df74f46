using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D10")]
public class CircuitModeTests
{
    private static Played In(CircuitMode mode) => new(new CircuitPolicy { FailureThreshold = 3, Mode = mode });

    [Fact]
    public void ObserveOnly_admits_counts_and_announces_the_trip_that_would_have_been()
    {
        var play = In(CircuitMode.ObserveOnly).Fails(2);
        Assert.Equal(2, play.Circuit.FailureRuns.Calls);

        var third = play.Do(CircuitInput.Fail(play.Circuit.Generation));

        Assert.Equal(TransitionCause.ConsecutiveFailures, third.Observed);
        Assert.Equal((CircuitState.Closed, CircuitMode.ObserveOnly, 0, TransitionCause.None),
            (third.Next.State, third.Next.Mode, third.Next.FailureRuns.Calls, third.Next.TripCause));
        Assert.Equal(CircuitReply.Admitted, play.Admit());
    }

    [Fact]
    public void Each_would_be_trip_is_announced_once()
    {
        var play = In(CircuitMode.ObserveOnly);
        var announced = 0;

        for (var i = 0; i < 9; i++)
            announced += play.Do(CircuitInput.Fail(0)).Observed == TransitionCause.None ? 0 : 1;

        Assert.Equal(3, announced);
    }

    [Fact]
    public void ObserveOnly_announces_the_rate_too()
    {
        var step = In(CircuitMode.ObserveOnly).Do(CircuitInput.Fail(0, rateExceeded: true));

        Assert.Equal((TransitionCause.FailureRate, CircuitState.Closed), (step.Observed, step.Next.State));
    }

    [Fact]
    public void Only_ObserveOnly_announces()
    {
        var automatic = In(CircuitMode.Automatic).Fails(2).Do(CircuitInput.Fail(0));
        var off = In(CircuitMode.Off).Fails(2).Do(CircuitInput.Fail(0));

        Assert.Equal((CircuitState.Open, TransitionCause.None), (automatic.Next.State, automatic.Observed));
        Assert.Equal(TransitionCause.None, off.Observed);
    }

    [Fact]
    public void Off_admits_and_counts_nothing()
    {
        var play = In(CircuitMode.Off);
        var before = play.Circuit;

        Assert.Equal(CircuitReply.Recorded, play.Fails(10).Fail());
        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReportFailure()).Reply);
        Assert.Equal(CircuitReply.Recorded, play.Succeed());
        Assert.Equal(CircuitReply.Admitted, play.Admit());

        Assert.Same(before, play.Circuit);
    }

    [Theory]
    [InlineData(CircuitMode.ObserveOnly)]
    [InlineData(CircuitMode.Off)]
    public void A_mode_that_admits_all_closes_an_open_circuit(CircuitMode mode)
    {
        var play = new Played().Opened();
        play.Policy = play.Policy with { Mode = mode };

        play.Do(CircuitInput.SetMode(mode));

        Assert.Equal((CircuitState.Closed, mode, TransitionCause.ModeChanged),
            (play.Circuit.State, play.Circuit.Mode, play.Circuit.Cause));
        Assert.Null(play.Circuit.Deadline);
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void A_change_of_mode_begins_a_generation_and_the_same_mode_none()
    {
        var play = new Played();
        var before = play.Circuit;
        play.Do(CircuitInput.SetMode(CircuitMode.Automatic));
        Assert.Same(before, play.Circuit);

        play.Do(CircuitInput.SetMode(CircuitMode.ObserveOnly));

        Assert.Equal(1, play.Circuit.Generation);
        Assert.Equal(CircuitReply.Stale, play.Do(CircuitInput.Fail(0)).Reply);
    }

    [Fact]
    public void Automatic_again_starts_closed_with_a_fresh_count()
    {
        var play = In(CircuitMode.ObserveOnly).Fails(2);
        play.Policy = play.Policy with { Mode = CircuitMode.Automatic };

        play.Do(CircuitInput.SetMode(CircuitMode.Automatic));
        play.Fails(2);

        Assert.Equal(CircuitState.Closed, play.Circuit.State);
        play.Fail();
        Assert.Equal(CircuitState.Open, play.Circuit.State);
    }

    [Theory]
    [InlineData(CircuitMode.Automatic, CircuitState.HalfOpen)]
    [InlineData(CircuitMode.ObserveOnly, CircuitState.Closed)]
    [InlineData(CircuitMode.Off, CircuitState.Closed)]
    public void A_configured_mode_waits_until_a_forced_open_ends(CircuitMode mode, CircuitState state)
    {
        var play = new Played();
        play.Do(CircuitInput.ForceOpen(TimeSpan.FromSeconds(1)));

        play.Policy = play.Policy with { Mode = mode };
        play.Do(CircuitInput.SetMode(mode));
        Assert.Equal(CircuitMode.ForcedOpen, play.Circuit.Mode);
        play.Wait(TimeSpan.FromSeconds(1));

        Assert.Equal((state, mode), (play.Circuit.State, play.Circuit.Mode));
    }

    [Theory]
    [InlineData(CircuitMode.ObserveOnly)]
    [InlineData(CircuitMode.Off)]
    public void A_released_peer_need_prove_nothing_where_all_is_admitted(CircuitMode mode)
    {
        var play = In(mode);
        play.Do(CircuitInput.Quarantine());
        Assert.Equal(CircuitState.Open, play.Circuit.State);

        play.Do(CircuitInput.ReleaseQuarantine());

        Assert.Equal((CircuitState.Closed, mode), (play.Circuit.State, play.Circuit.Mode));
    }

    [Theory]
    [InlineData(CircuitMode.ForcedOpen)]
    [InlineData(CircuitMode.ForcedClosed)]
    [InlineData(CircuitMode.Quarantined)]
    public void A_mode_with_an_act_of_its_own_cannot_be_configured(CircuitMode mode) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CircuitInput.SetMode(mode));
}
