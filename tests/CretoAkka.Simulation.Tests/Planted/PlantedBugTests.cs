using Xunit.Abstractions;

namespace CretoAkka.Simulation.Tests.Planted;

/// <summary>Each bug is found within a hundred runs. Without one there is nothing to find.</summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    private const int Most = 100;

    public static TheoryData<PlantedBug> Bugs =>
    [
        new("a stale permit is counted", "CretoAkka.Core/Circuits/Circuit.Outcomes.cs",
            "generation == Generation && (State", "generation <= Generation && (State"),
        new("the budget is checked before counting", "CretoAkka.Core/Quorums/IsolationBudget.Eviction.cs",
            "Used + weight - limit", "Used - limit"),
        new("a queue is drained last in, first out", "CretoAkka.Core/Queues/ClassQueue.cs",
            "Head => _order.First?.Value", "Head => _order.Last?.Value"),
        new("the highest number seen is acknowledged", "CretoAkka.Core/Sessions/SessionReceiver.cs",
            "through, missing, undeliverable)", "through, [], undeliverable)"),
        new("half-open has no deadline", "CretoAkka.Core/Circuits/Circuit.Outcomes.cs",
            "Deadline = Deadline ?? Later(", "Deadline = Deadline is null ? null : Later("),
        new("Q - 1 for Q", "CretoAkka.Pbft/Replication/ReplicaGroup.cs",
            "(Size + MaxFaulty + 2) / 2", "(Size + MaxFaulty) / 2"),
    ];

    [Theory, MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found(PlantedBug bug)
    {
        var found = PatchedSources.Hunt(bug, replicas: 4, Most);
        output.WriteLine($"{bug}: {found}");
        Assert.NotNull(found);
    }
}
