using CretoAkka.Simulation.Faults;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Simulation.Tests.Faults;

public sealed class ScheduleMakerTests
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    // These come and go in the one mode, and would break more than may be in the other.
    private static readonly FaultKind[] OfSafetyAlone = [FaultKind.Partition, FaultKind.Tear, FaultKind.PauseClock];

    [Fact]
    public void In_safety_whatever_can_go_wrong_does_in_some_run() =>
        Assert.Equal(Kinds, Of(RunMode.Safety, 4).SelectMany(KindsOf).Distinct().Order());

    [Fact]
    public void In_liveness_whatever_may_last_does_in_some_run() => Assert.Equal(
        Kinds.Except(OfSafetyAlone), Of(RunMode.Liveness, 4).SelectMany(KindsOf).Distinct().Order());

    [Theory]
    [InlineData(4, 1)]
    [InlineData(7, 2)]
    public void In_safety_no_more_than_f_lie_or_lose_their_disks(int replicas, int f) => Assert.All(
        Of(RunMode.Safety, replicas), schedule => Assert.InRange(
            schedule.Where(fault => fault.Kind == FaultKind.Wipe || fault.Kind.IsByzantine())
                .SelectMany(fault => fault.Nodes).Distinct().Count(), 0, f));

    // What is between everybody is slow or lossy, never cut: that breaks nobody.
    [Theory]
    [InlineData(4, 1)]
    [InlineData(7, 2)]
    public void In_liveness_no_more_than_f_break(int replicas, int f)
    {
        foreach (var schedule in Of(RunMode.Liveness, replicas))
        {
            var everywhere = schedule.Where(fault => fault.Nodes.Count == 0).ToList();
            Assert.All(everywhere, fault => Assert.Contains(
                fault.Kind, new[] { FaultKind.Delay, FaultKind.Loss, FaultKind.Duplicate }));
            Assert.All(everywhere.Where(fault => fault.Kind == FaultKind.Loss), fault => Assert.InRange(fault.Amount, 1, 5));
            Assert.True(Breaks(schedule.Except(everywhere), replicas, f));
        }
    }

    // Some f nodes have a part in every fault.
    private static bool Breaks(IEnumerable<FaultEvent> faults, int replicas, int f)
    {
        var all = faults.ToList();
        return all.Count == 0
            || (f > 0 && Enumerable.Range(0, replicas).Any(
                node => Breaks(all.Where(fault => !fault.Nodes.Contains(node)), replicas, f - 1)));
    }

    private static IEnumerable<FaultKind> KindsOf(IReadOnlyList<FaultEvent> schedule) => schedule.Select(f => f.Kind);

    private static IEnumerable<IReadOnlyList<FaultEvent>> Of(RunMode mode, int replicas) => Enumerable.Range(1, 200)
        .Select(seed => Simulator.ScheduleOf(new() { Seed = (ulong)seed, Replicas = replicas, Mode = mode }));
}
