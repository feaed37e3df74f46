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
        new("votes for any digest are counted", "CretoAkka.Pbft/Replication/VoteSet.cs",
            "is SlotMessage message && message.Digest == digest)", "is SlotMessage)"),
        new("the view timer is capped", "CretoAkka.Pbft/ViewChanges/ViewTimer.cs",
            "Timeout = Timeout > TimeSpan.MaxValue / 2 ? TimeSpan.MaxValue : Timeout * 2;", "Timeout = _first * 2;",
            liveness: true),
        new("the new view is not recomputed", "CretoAkka.Pbft/Replication/Replica.NewView.cs",
            "_plan = NewViewPlan.Of(changes.Select(change => (ViewChange)change.Message));",
            "_plan = NewViewPlan.First;"),
        new("the reply cache is dropped", "CretoAkka.Pbft/Replication/Replica.Requests.cs",
            "            Repeat(signed, request);", "            Reject(signed, RejectReason.StaleRequest);",
            liveness: true),
        new("a vote leaves before it is on disk", "CretoAkka.Pbft/Replication/Replica.Agreement.cs",
            "Emit(new ReplicaOutput.Broadcast(signed));", "_outputs.Insert(0, new ReplicaOutput.Broadcast(signed));"),
        new("the watermark is one too high", "CretoAkka.Pbft/Replication/Replica.Agreement.cs",
            "message.Sequence > _log.Last ", "message.Sequence > _log.Last + 1 "),
    ];

    [Theory, MemberData(nameof(Bugs))]
    public void A_planted_bug_is_found(PlantedBug bug)
    {
        var found = PatchedSources.Hunt(bug, replicas: 4, Most);
        output.WriteLine($"{bug}: {found}");
        Assert.NotNull(found);
    }
}
