using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

public class CircuitClosedTests
{
    [Fact]
    public void A_new_circuit_is_closed_and_admits()
    {
        var play = new Played();

        Assert.Equal((CircuitState.Closed, CircuitMode.Automatic, TransitionCause.None),
            (play.Circuit.State, play.Circuit.Mode, play.Circuit.Cause));
        Assert.True(play.Circuit.AdmitsFreely);
        Assert.Equal(CircuitReply.Admitted, play.Admit());
    }

    [Fact]
    [Trait("Decision", "D7")]
    public void The_fifth_failure_in_a_row_opens_and_the_fourth_does_not()
    {
        var play = new Played().Fails(4);
        Assert.Equal(CircuitState.Closed, play.Circuit.State);

        play.Fail(FailureCause.Timeout);

        Assert.Equal((CircuitState.Open, TransitionCause.ConsecutiveFailures, FailureCause.Timeout),
            (play.Circuit.State, play.Circuit.TripCause, play.Circuit.LastFailure));
    }

    [Fact]
    [Trait("Decision", "D7")]
    public void A_success_starts_the_count_anew()
    {
        var play = new Played().Fails(4);

        play.Succeed();
        play.Fails(4);

        Assert.Equal((CircuitState.Closed, 4), (play.Circuit.State, play.Circuit.FailureRuns.Calls));
    }

    [Fact]
    [Trait("Decision", "D7")]
    public void Sessions_and_calls_keep_separate_runs()
    {
        var play = new Played().Fails(4);

        for (var i = 0; i < 4; i++)
            play.Do(CircuitInput.Fail(0, FailureCause.Loss, OutcomeSource.Session));
        play.Do(CircuitInput.Succeed(0, OutcomeSource.Session));

        Assert.Equal(new FailureRuns(4, 0), play.Circuit.FailureRuns);
        play.Fail();
        Assert.Equal(CircuitState.Open, play.Circuit.State);
    }

    [Fact]
    [Trait("Decision", "D15")]
    public void Bulk_messages_that_fail_are_counted_and_open_nothing()
    {
        var play = new Played().Fails(4);
        for (var i = 0; i < 50; i++)
            play.Do(CircuitInput.Fail(0, FailureCause.Loss, OutcomeSource.Bulk));
        Assert.Equal(new FailureRuns(4, 0, 50), play.Circuit.FailureRuns);
        Assert.Equal((CircuitState.Closed, 4), (play.Circuit.State, play.Circuit.FailureRuns.Longest));
        play.Do(CircuitInput.Succeed(0, OutcomeSource.Bulk));
        Assert.Equal(new FailureRuns(4, 0), play.Circuit.FailureRuns);
        play.Do(CircuitInput.Fail(0, FailureCause.Loss, OutcomeSource.Bulk, rateExceeded: true));
        Assert.Equal(CircuitState.Closed, play.Circuit.State);
    }

    [Fact]
    [Trait("Decision", "D7")]
    public void A_failure_past_the_rate_opens_however_short_the_run()
    {
        var play = new Played();

        play.Do(CircuitInput.Fail(0, rateExceeded: true));

        Assert.Equal((CircuitState.Open, TransitionCause.FailureRate), (play.Circuit.State, play.Circuit.TripCause));
    }

    [Fact]
    [Trait("Decision", "D7")]
    public void Threshold_minus_one_failures_and_a_success_for_ever_trip_by_the_rate()
    {
        var play = new Played();
        var window = new OutcomeWindow(new FailureRateRule(0.5, 20, 100, Span: null));
        var outcomes = 0;

        while (play.Circuit.State == CircuitState.Closed && outcomes < 1_000)
        {
            outcomes++;
            if (outcomes % play.Policy.FailureThreshold == 0)
            {
                window.Succeed(1, play.Now);
                play.Succeed();
            }
            else
                play.Do(CircuitInput.Fail(play.Circuit.Generation, rateExceeded: window.Fail(play.Now)));
        }

        Assert.Equal((21, TransitionCause.FailureRate), (outcomes, play.Circuit.TripCause));
    }

    [Fact]
    [Trait("Decision", "D7")]
    public void Neither_a_success_nor_the_clock_opens()
    {
        var play = new Played().Fails(4);

        play.Wait(TimeSpan.FromDays(1));
        play.Succeed();

        Assert.Equal(CircuitState.Closed, play.Circuit.State);
        Assert.Null(play.Circuit.Deadline);
    }

    [Fact]
    [Trait("Decision", "D3")]
    public void A_neutral_outcome_leaves_the_run_as_it_is()
    {
        var play = new Played().Fails(4);
        var before = play.Circuit;

        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.Ignore(0)).Reply);

        Assert.Same(before, play.Circuit);
    }

    [Fact]
    [Trait("Decision", "D2")]
    public void An_outcome_from_before_a_renewal_is_stale_and_failures_survive_it()
    {
        var play = new Played().Fails(4);

        play.Do(CircuitInput.Renew());

        Assert.Equal(1, play.Circuit.Generation);
        Assert.Equal(CircuitReply.Stale, play.Do(CircuitInput.Fail(0)).Reply);
        Assert.Equal(CircuitReply.Stale, play.Do(CircuitInput.Succeed(0)).Reply);
        Assert.Equal((CircuitState.Closed, 4), (play.Circuit.State, play.Circuit.FailureRuns.Calls));
        play.Fail();
        Assert.Equal(CircuitState.Open, play.Circuit.State);
    }

    [Fact]
    public void A_run_that_never_ends_stops_counting_at_the_largest_number() =>
        Assert.Equal(new FailureRuns(int.MaxValue, int.MaxValue), new FailureRuns(int.MaxValue, int.MaxValue)
            .Extend(OutcomeSource.Calls).Extend(OutcomeSource.Session));
}
