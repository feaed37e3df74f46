using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D8")]
public class CircuitReportTests
{
    [Fact]
    public void Reported_failures_open_a_closed_circuit_whenever_they_started()
    {
        var play = new Played();
        play.Wait(TimeSpan.FromHours(1));

        for (var i = 0; i < play.Policy.FailureThreshold; i++)
            Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReportFailure(TimeSpan.Zero)).Reply);

        Assert.Equal((CircuitState.Open, FailureCause.Reported), (play.Circuit.State, play.Circuit.LastFailure));
    }

    [Fact]
    public void A_report_can_say_what_failed()
    {
        var play = new Played();

        play.Do(CircuitInput.ReportFailure(cause: FailureCause.Timeout));

        Assert.Equal(FailureCause.Timeout, play.Circuit.LastFailure);
    }

    [Fact]
    public void Reports_and_calls_share_a_run()
    {
        var play = new Played().Fails(3);

        play.Do(CircuitInput.ReportFailure());
        play.Do(CircuitInput.ReportFailure());

        Assert.Equal(CircuitState.Open, play.Circuit.State);
    }

    [Fact]
    public void A_reported_success_ends_the_run_of_a_closed_circuit()
    {
        var play = new Played().Fails(4);

        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReportSuccess()).Reply);

        Assert.Equal(0, play.Circuit.FailureRuns.Calls);
    }

    [Fact]
    public void In_open_reports_are_only_counted()
    {
        var play = new Played().Opened();
        var before = play.Circuit;

        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReportFailure(play.Now)).Reply);
        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReportSuccess()).Reply);

        Assert.Same(before, play.Circuit);
    }

    [Fact]
    public void In_half_open_a_failure_of_something_older_is_stale()
    {
        var play = new Played().HalfOpened();
        var before = play.Circuit;

        Assert.Equal(CircuitReply.Stale, play.Do(CircuitInput.ReportFailure(play.Now - Played.Instant)).Reply);

        Assert.Same(before, play.Circuit);
    }

    [Fact]
    public void In_half_open_a_failure_of_something_started_with_it_reopens()
    {
        var play = new Played().HalfOpened();
        var began = play.Now;
        play.Wait(TimeSpan.FromSeconds(1));

        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReportFailure(began)).Reply);

        Assert.Equal((CircuitState.Open, TransitionCause.ProbeFailed), (play.Circuit.State, play.Circuit.Cause));
        Assert.Equal(play.Timeout, play.Circuit.RetryAfter(play.Now));
    }

    [Fact]
    public void In_half_open_a_failure_without_a_start_reopens()
    {
        var play = new Played().HalfOpened();

        play.Do(CircuitInput.ReportFailure());

        Assert.Equal(CircuitState.Open, play.Circuit.State);
    }

    [Fact]
    public void What_started_before_a_renewal_belongs_to_an_earlier_generation()
    {
        var play = new Played().HalfOpened();
        play.Wait(TimeSpan.FromSeconds(1));
        var started = play.Now;
        play.Wait(TimeSpan.FromSeconds(1));
        play.Do(CircuitInput.Renew());

        Assert.Equal(CircuitReply.Stale, play.Do(CircuitInput.ReportFailure(started)).Reply);
        Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReportFailure(play.Now)).Reply);
        Assert.Equal(CircuitState.Open, play.Circuit.State);
    }

    [Fact]
    public void Reported_successes_never_close_a_half_open_circuit()
    {
        var play = new Played(new CircuitPolicy { SuccessThreshold = 1 }).HalfOpened();
        var before = play.Circuit;

        for (var i = 0; i < 10; i++)
            Assert.Equal(CircuitReply.Recorded, play.Do(CircuitInput.ReportSuccess()).Reply);

        Assert.Same(before, play.Circuit);
    }
}
