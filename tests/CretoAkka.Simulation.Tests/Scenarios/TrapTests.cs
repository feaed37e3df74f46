using CretoAkka.Simulation.Tests.Planted;
using Xunit.Abstractions;

namespace CretoAkka.Simulation.Tests.Scenarios;

/// <summary>Each scenario is a trap: a replica that makes the mistake it is about breaks a rule there.</summary>
public sealed class TrapTests(ITestOutputHelper output)
{
    public static TheoryData<string, PlantedBug> Traps => new()
    {
        {
            "timing-deadlock",
            new("a client is answered once", "CretoAkka.Pbft/Replication/Replica.Requests.cs",
                "            Repeat(signed, request);", "            Reject(signed, RejectReason.StaleRequest);")
        },
        {
            "slow-network",
            new("the view timer is capped", "CretoAkka.Pbft/ViewChanges/ViewTimer.cs",
                "Timeout = Timeout > TimeSpan.MaxValue / 2 ? TimeSpan.MaxValue : Timeout * 2;",
                "Timeout = _first * 2;")
        },
        {
            "one-answers-recovery",
            new("who has a state again asks no more", "CretoAkka.Pbft/Replication/Replica.Recovery.cs",
                "{ Target: null } recovery)", "{ Target: null } recovery && Executed == 0)")
        },
        {
            "equivocation-towards-a-partition",
            new("Q - 1 for Q", "CretoAkka.Pbft/Replication/ReplicaGroup.cs",
                "(Size + MaxFaulty + 2) / 2", "(Size + MaxFaulty) / 2")
        },
        {
            "two-faulty-primaries",
            new("nobody gives up a primary that never opens its view", "CretoAkka.Pbft/Replication/Replica.ViewChange.cs",
                "else if (!InView && !_timer.IsRunning && _changes.HasQuorumFor(View))",
                "else if (!InView && !_timer.IsRunning && _changes.HasQuorumFor(View + 1))")
        },
        {
            "votes-lost-with-a-disk",
            new("a replica without its disk votes at once", "CretoAkka.Simulation/Nodes/Node.Life.cs",
                "_disk.IsLost ? ReplicaMode.Recovering", "_disk.IsLost ? ReplicaMode.Voting")
        },
    };

    [Theory, MemberData(nameof(Traps))]
    public void Who_makes_the_mistake_is_caught(string name, PlantedBug bug)
    {
        var broken = PatchedSources.Run(bug, ScenarioTests.TextOf(name));
        output.WriteLine($"{name}, {bug}: {broken}");
        Assert.NotNull(broken);
    }

    [Fact]
    public void Every_scenario_has_its_mistake() => Assert.Equal(First(ScenarioTests.Names), First(Traps).Order());

    private static IEnumerable<string> First(IEnumerable<object[]> rows) => rows.Select(row => (string)row[0]);
}
