using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D4")]
public class CircuitBackoffTests
{
    private static readonly TimeSpan Base = TimeSpan.FromSeconds(30);

    private static Played Doubling(double jitter = 0, ulong seed = 0) => new(
        new CircuitPolicy { Backoff = new BackoffPolicy(2, TimeSpan.FromSeconds(200), jitter) }, seed);

    private static TimeSpan? Period(Played play) => play.Circuit.RetryAfter(play.Now);

    private static void FailAProbe(Played play)
    {
        play.Wait(Period(play)!.Value);
        play.Admit();
        play.Fail();
    }

    [Fact]
    public void Each_trip_doubles_the_next_period_up_to_the_maximum()
    {
        var play = Doubling().Opened();
        var periods = new List<double>();

        for (var i = 0; i < 5; i++)
        {
            periods.Add(Period(play)!.Value.TotalSeconds);
            FailAProbe(play);
        }

        Assert.Equal([30, 60, 120, 200, 200], periods);
    }

    [Fact]
    public void Without_back_off_every_period_is_the_timeout()
    {
        var play = new Played().Opened();

        for (var i = 0; i < 5; i++)
        {
            FailAProbe(play);
            Assert.Equal(Base, Period(play));
        }
        Assert.Equal(0, play.Circuit.BackoffExponent);
    }

    [Fact]
    [Trait("Decision", "D5")]
    public void Half_open_that_ends_without_a_failed_probe_reopens_for_as_long_as_before()
    {
        var play = Doubling().Opened();
        FailAProbe(play);
        Assert.Equal(2 * Base, Period(play));
        var exponent = play.Circuit.BackoffExponent;

        for (var i = 0; i < 3; i++)
        {
            play.Wait(Period(play)!.Value);
            play.Admit();
            play.Wait(Base);

            Assert.Equal(TransitionCause.HalfOpenExpired, play.Circuit.Cause);
            Assert.Equal((2 * Base, exponent), (Period(play)!.Value, play.Circuit.BackoffExponent));
        }
    }

    [Fact]
    [Trait("Decision", "D5")]
    public void Half_open_that_ends_after_a_forced_open_grows_nothing_either()
    {
        var play = Doubling();
        play.Do(CircuitInput.ForceOpen(Base));
        play.Wait(Base);
        play.Admit();
        play.Wait(Base);

        Assert.Equal((CircuitState.Open, 0), (play.Circuit.State, play.Circuit.BackoffExponent));
        Assert.Equal(Base, Period(play));
    }

    [Theory]
    [InlineData(0.0, 120)]
    [InlineData(0.99, 120)]
    [InlineData(1.0, 60)]
    [InlineData(1.99, 60)]
    [InlineData(2.0, 30)]
    [InlineData(100.0, 30)]
    public void Each_full_timeout_closed_without_a_failure_takes_one_off(double timeouts, int nextSeconds)
    {
        var play = Doubling().Opened();
        FailAProbe(play);
        play.Wait(2 * Base).Proves(2);
        Assert.Equal(CircuitState.Closed, play.Circuit.State);

        play.Wait(timeouts * Base);
        play.Opened();

        Assert.Equal(nextSeconds, Period(play)!.Value.TotalSeconds);
    }

    [Fact]
    public void A_failure_starts_the_quiet_time_anew()
    {
        var play = Doubling().Recovered();

        for (var i = 0; i < 10; i++)
        {
            play.Wait(0.9 * Base);
            play.Fail();
            play.Succeed();
        }
        play.Opened();

        Assert.Equal(2 * Base, Period(play));
    }

    [Fact]
    public void Time_spent_open_or_half_open_is_not_quiet()
    {
        var play = Doubling().Opened();

        play.Wait(100 * Base);
        play.Admit();
        play.Fail();

        Assert.Equal(2 * Base, Period(play));
    }

    [Fact]
    public void Quiet_time_counts_also_when_an_operator_comes_before_the_next_failure()
    {
        var play = Doubling().Recovered();
        play.Wait(Base);

        play.Do(CircuitInput.ForceOpen(Base));
        play.Wait(Base);
        play.Admit();
        play.Fail();

        Assert.Equal(Base, Period(play));
    }

    [Fact]
    public void Jitter_takes_up_to_its_share_off_each_period_and_is_another_for_each_seed()
    {
        var periods = Enumerable.Range(0, 100)
            .Select(seed => Period(Doubling(jitter: 0.2, (ulong)seed).Opened())!.Value)
            .ToList();

        Assert.All(periods, period => Assert.InRange(period, 0.8 * Base, Base));
        Assert.True(periods.Distinct().Count() > 90);
    }

    [Fact]
    public void The_same_seed_gives_the_same_periods()
    {
        var (one, other) = (Doubling(0.5, seed: 7).Opened(), Doubling(0.5, seed: 7).Opened());
        FailAProbe(one);
        FailAProbe(other);

        Assert.Equal(one.Circuit, other.Circuit);
        Assert.NotEqual(2 * Base, Period(one));
    }

    [Fact]
    public void A_reset_keeps_the_seed()
    {
        var (one, other) = (Doubling(0.5, seed: 7), Doubling(0.5, seed: 8));
        one.Do(CircuitInput.Reset());
        other.Do(CircuitInput.Reset());

        Assert.NotEqual(Period(one.Opened()), Period(other.Opened()));
    }

    [Fact]
    public void Periods_past_the_end_of_a_TimeSpan_stop_there()
    {
        var policy = new CircuitPolicy { Backoff = new BackoffPolicy(1e6, TimeSpan.MaxValue, 0) };
        var play = new Played(policy);
        var exponent = 0;

        while (play.Circuit.Deadline != TimeSpan.MaxValue && exponent++ < 10)
        {
            play.Fails(5);
            play.Do(CircuitInput.Answer(play.Circuit.Generation));
            play.Admit();
            play.Fail();
        }

        Assert.Equal(TimeSpan.MaxValue, play.Circuit.Deadline);
    }
}
