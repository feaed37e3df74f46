using CretoAkka.Core.Circuits;
using CsCheck;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D7")]
public class OutcomeWindowProperties
{
    private static readonly Gen<FailureRateRule> Rules =
        from rate in Gen.Int[1, 100]
        from minimum in Gen.Int[1, 30]
        from extra in Gen.Int[0, 120]
        from byTime in Gen.Bool
        select new FailureRateRule(rate / 100.0, minimum, minimum + extra, byTime ? TimeSpan.FromSeconds(30) : null);

    // Waits from nothing to longer than the window; 0 is a failure, more are successes at once.
    private static readonly Gen<(int WaitMilliseconds, int Successes)[]> Histories = Gen.Select(
        Gen.Frequency((4, Gen.Const(0)), (6, Gen.Int[0, 1_000]), (2, Gen.Int[0, 35_000])),
        Gen.Frequency((5, Gen.Const(0)), (5, Gen.Int[1, 5]), (1, Gen.Int[1, 300]))).Array[1, 100];

    [Fact]
    public void The_window_agrees_with_its_twin_and_many_successes_at_once_are_as_many_single_ones() =>
        Gen.Select(Rules, Histories).Sample((rule, history) =>
        {
            var (window, single) = (new OutcomeWindow(rule), new OutcomeWindow(rule));
            var twin = new OutcomeWindowModel(rule);
            var now = TimeSpan.FromHours(1);

            foreach (var (wait, successes) in history)
            {
                now += TimeSpan.FromMilliseconds(wait);
                if (successes == 0)
                {
                    var trips = twin.Fail(now);
                    Assert.Equal(trips, window.WouldTrip(now));
                    Assert.Equal((trips, trips), (window.Fail(now), single.Fail(now)));
                    if (trips)
                        Clear(window, single, twin);
                }
                window.Succeed(successes, now);
                for (var i = 0; i < successes; i++)
                {
                    single.Succeed(1, now);
                    twin.Succeed(now);
                }
                Assert.Equal(twin.Counts, (window.Count, window.Failures));
                Assert.Equal(twin.Counts, (single.Count, single.Failures));
            }
        }, iter: 3_000);

    private static void Clear(OutcomeWindow window, OutcomeWindow single, OutcomeWindowModel twin)
    {
        window.Clear();
        single.Clear();
        twin.Clear();
    }
}
