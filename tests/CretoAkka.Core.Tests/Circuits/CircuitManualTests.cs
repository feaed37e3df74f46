using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D10")]
public class CircuitManualTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void ForceOpen_holds_until_it_is_released()
    {
        var play = new Played();

        play.Do(CircuitInput.ForceOpen());
        play.Wait(TimeSpan.FromDays(30));

        Assert.Equal(CircuitReply.Rejected, play.Admit());
        Assert.Equal((CircuitState.Open, CircuitMode.ForcedOpen, TransitionCause.ForcedOpen),
            (play.Circuit.State, play.Circuit.Mode, play.Circuit.TripCause));
    }

    [Fact]
    public void A_timed_ForceOpen_ends_in_half_open_at_exactly_its_time()
    {
        var play = new Played();
        play.Do(CircuitInput.ForceOpen(Minute));

        var (before, at) = play.WaitExactly(Minute);

        Assert.Equal(CircuitMode.ForcedOpen, before.Mode);
        Assert.Equal((CircuitState.HalfOpen, CircuitMode.Automatic, TransitionCause.ForceExpired),
            (at.State, at.Mode, at.Cause));
    }

    [Fact]
    public void ForceClose_holds_against_any_number_of_failures()
    {
        var play = new Played().Opened();

        play.Do(CircuitInput.ForceClose());
        play.Fails(100);

        Assert.Equal((CircuitState.Closed, CircuitMode.ForcedClosed, 100),
            (play.Circuit.State, play.Circuit.Mode, play.Circuit.FailureRuns.Calls));
        Assert.Equal(CircuitReply.Admitted, play.Admit());
    }

    [Fact]
    public void A_timed_ForceClose_ends_in_closed_with_a_fresh_count()
    {
        var play = new Played();
        play.Do(CircuitInput.ForceClose(Minute));
        play.Fails(100);

        var (before, at) = play.WaitExactly(Minute);

        Assert.Equal(CircuitMode.ForcedClosed, before.Mode);
        Assert.Equal((CircuitState.Closed, CircuitMode.Automatic, TransitionCause.ForceExpired, 0),
            (at.State, at.Mode, at.Cause, at.FailureRuns.Calls));
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void Forcing_a_circuit_makes_its_permits_stale_and_so_does_the_end_of_it()
    {
        var play = new Played();
        play.Do(CircuitInput.ForceClose(Minute));
        Assert.Equal(CircuitReply.Stale, play.Do(CircuitInput.Fail(0)).Reply);

        var forced = play.Circuit.Generation;
        play.Wait(Minute);

        Assert.Equal(CircuitReply.Stale, play.Do(CircuitInput.Fail(forced)).Reply);
    }

    [Fact]
    public void Forcing_again_only_moves_the_end()
    {
        var play = new Played();
        play.Do(CircuitInput.ForceOpen(Minute));
        var generation = play.Circuit.Generation;
        play.Wait(Minute / 2);

        play.Do(CircuitInput.ForceOpen(Minute));
        Assert.Equal((generation, 1.5 * Minute, TimeSpan.Zero),
            (play.Circuit.Generation, play.Circuit.Deadline, play.Circuit.EnteredAt));

        play.Do(CircuitInput.ForceOpen());
        Assert.Null(play.Circuit.Deadline);
        var held = play.Circuit;
        play.Do(CircuitInput.ForceOpen());
        Assert.Same(held, play.Circuit);
    }

    [Fact]
    public void One_force_replaces_the_other()
    {
        var play = new Played();

        play.Do(CircuitInput.ForceOpen());
        play.Do(CircuitInput.ForceClose());
        Assert.Equal((CircuitState.Closed, CircuitMode.ForcedClosed), (play.Circuit.State, play.Circuit.Mode));

        play.Do(CircuitInput.ForceOpen());
        Assert.Equal((CircuitState.Open, CircuitMode.ForcedOpen), (play.Circuit.State, play.Circuit.Mode));
    }

    [Fact]
    public void Reset_clears_counters_back_off_and_cause_and_releases_a_forced_mode()
    {
        var play = new Played(new CircuitPolicy { Backoff = new BackoffPolicy(2, Minute, 0) }).Opened();
        play.Do(CircuitInput.ForceOpen());
        var generation = play.Circuit.Generation;

        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.Reset()).Reply);

        Assert.Equal((CircuitState.Closed, CircuitMode.Automatic, TransitionCause.Reset, TransitionCause.None),
            (play.Circuit.State, play.Circuit.Mode, play.Circuit.Cause, play.Circuit.TripCause));
        Assert.Equal((0, FailureCause.Unspecified, generation + 1),
            (play.Circuit.BackoffExponent, play.Circuit.LastFailure, play.Circuit.Generation));
        Assert.Null(play.Circuit.Deadline);
    }

    [Fact]
    public void Reset_of_a_closed_circuit_clears_its_run_and_makes_its_permits_stale()
    {
        var play = new Played().Fails(4);

        play.Do(CircuitInput.Reset());

        Assert.Equal(0, play.Circuit.FailureRuns.Calls);
        Assert.Equal(CircuitReply.Stale, play.Do(CircuitInput.Fail(0)).Reply);
    }

    [Fact]
    public void Quarantine_is_open_for_good_and_refuses_everything_but_its_release()
    {
        var play = new Played();
        play.Do(CircuitInput.Quarantine());
        var quarantined = play.Circuit;

        foreach (var input in new[]
        {
            CircuitInput.Reset(), CircuitInput.ForceClose(), CircuitInput.ForceClose(Minute), CircuitInput.ForceOpen(),
            CircuitInput.ForceOpen(Minute), CircuitInput.SetMode(CircuitMode.Off),
        })
            Assert.Equal(CircuitReply.Refused, play.Do(input).Reply);
        play.Do(CircuitInput.Quarantine());
        play.Wait(TimeSpan.FromDays(365));

        Assert.Same(quarantined, play.Circuit);
        Assert.Equal((CircuitState.Open, CircuitMode.Quarantined, TransitionCause.Evidence, CircuitReply.Rejected),
            (play.Circuit.State, play.Circuit.Mode, play.Circuit.TripCause, play.Admit()));
    }

    [Fact]
    public void A_released_peer_must_prove_itself()
    {
        var play = new Played();
        play.Do(CircuitInput.Quarantine());

        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReleaseQuarantine()).Reply);

        Assert.Equal((CircuitState.HalfOpen, CircuitMode.Automatic, TransitionCause.QuarantineReleased),
            (play.Circuit.State, play.Circuit.Mode, play.Circuit.Cause));
    }

    [Fact]
    public void A_release_where_there_is_no_quarantine_changes_nothing()
    {
        var play = new Played();
        play.Do(CircuitInput.ForceOpen());
        var forced = play.Circuit;

        play.Do(CircuitInput.ReleaseQuarantine());

        Assert.Same(forced, play.Circuit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_force_that_lasts_no_time_cannot_be_asked_for(int milliseconds)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Throws<ArgumentOutOfRangeException>(() => CircuitInput.ForceOpen(duration));
        Assert.Throws<ArgumentOutOfRangeException>(() => CircuitInput.ForceClose(duration));
    }
}
