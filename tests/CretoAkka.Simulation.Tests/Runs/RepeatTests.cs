using CretoAkka.Simulation.Runs;

namespace CretoAkka.Simulation.Tests.Runs;

public sealed class RepeatTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void The_same_number_gives_the_same_run(int seed)
    {
        var settings = SeedSettings.Of((ulong)seed, replicas: 4, RunMode.Safety);
        var first = Simulator.Run(settings, Simulator.ScheduleOf(settings));
        var second = Simulator.Run(settings, Simulator.ScheduleOf(settings));
        Assert.Equal(first.Hash, second.Hash);
        Assert.Null(first.Violation);
    }
}
