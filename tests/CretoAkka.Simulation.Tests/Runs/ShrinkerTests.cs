using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Faults;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Simulation.Tests.Runs;

public sealed class ShrinkerTests
{
    // Nobody is answered where everybody is cut off for ever: that is what is left of a schedule of many events.
    [Fact]
    public void What_has_no_part_in_a_failure_is_left_out()
    {
        var settings = new RunSettings { Seed = 3, Mode = RunMode.Liveness };
        var cut = new FaultEvent(TimeSpan.FromSeconds(20), null, FaultKind.Cut, []);
        FaultEvent[] schedule =
        [
            ScheduleText.Parse("3s for 4s crash node-1"),
            ScheduleText.Parse("5s for 10s loss 20 all"),
            ScheduleText.Parse("8s for 5s freeze node-3"),
            cut,
            ScheduleText.Parse("30s for 5s partition node-1 node-2"),
        ];
        var failed = Simulator.Run(settings, schedule);

        var shrunk = Shrinker.Shrink(settings, schedule, failed);

        Assert.Equal("liveness", failed.Violation!.Rule);
        Assert.Equal([cut], shrunk);
    }

    [Fact]
    public void A_rule_that_holds_costs_nothing_to_state() =>
        ViolationException.Unless(true, "I1", $"{Unreadable()}");

    [Fact]
    public void A_rule_that_is_broken_says_what()
    {
        var broken = Assert.Throws<ViolationException>(() => ViolationException.Unless(1 > 2, "I1", $"{1} > {2}"));

        Assert.Equal("I1: 1 > 2", broken.Message);
    }

    private static string Unreadable() => throw new InvalidOperationException("nobody should read this");
}
