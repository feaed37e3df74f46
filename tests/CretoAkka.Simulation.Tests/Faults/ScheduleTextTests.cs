using CretoAkka.Simulation.Faults;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Simulation.Tests.Faults;

public sealed class ScheduleTextTests
{
    [Theory]
    [InlineData("12.5s for 3s cut node-1 node-2")]
    [InlineData("0s for ever twins node-4")]
    [InlineData("5s for 20.001s loss 30 all")]
    [InlineData("5s for 20s partition node-1 node-3")]
    [InlineData("5s for 2s pause-clock node-1")]
    public void An_event_is_one_line(string line) => Assert.Equal(line, ScheduleText.Of(ScheduleText.Parse(line)));

    [Theory]
    [InlineData("")]
    [InlineData("5s cut node-1 node-2")]
    [InlineData("5s for 2s sleep node-1")]
    [InlineData("5s for 2s loss node-1")]
    public void What_is_no_event_is_refused(string line) =>
        Assert.Throws<FormatException>(() => ScheduleText.Parse(line));

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Every_schedule_that_is_made_up_can_be_read_again(int replicas)
    {
        for (var seed = 1UL; seed <= 50; seed++)
        {
            foreach (var mode in Enum.GetValues<RunMode>())
            {
                var schedule = Simulator.ScheduleOf(new() { Seed = seed, Replicas = replicas, Mode = mode });
                Assert.Equal(
                    schedule.Select(e => e.ToString()),
                    schedule.Select(e => ScheduleText.Parse(e.ToString()).ToString()));
            }
        }
    }
}
