using CretoAkka.Core.Quorums;

namespace CretoAkka.Core.Tests.Quorums;

/// <summary>Memberships and budgets for tests. This node is n0.</summary>
internal static class BudgetOf
{
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    public static Membership Members(int count, long epoch = 1, FaultModel model = FaultModel.Byzantine) =>
        Weighing(epoch, model, [.. Enumerable.Repeat(1L, count)]);

    public static Membership Weighing(long epoch, FaultModel model, params long[] weights) =>
        new(epoch, "n0", weights.Index().ToDictionary(w => $"n{w.Index}", w => w.Item), model);

    public static IsolationBudget Size(int members, long? maxOpen = null) =>
        new(new IsolationPolicy(maxOpen, Hold), Members(members));

    public static IsolationBudget Take(
        this IsolationBudget budget,
        string peer,
        IsolationRank rank = IsolationRank.Open,
        double badness = 1,
        double at = 0,
        bool isOverride = false)
    {
        var request = new IsolationRequest(peer, rank, badness, isOverride);
        Assert.True(budget.TryTake(request, TimeSpan.FromSeconds(at), out var next));
        return next;
    }

    public static IsolationPlan Ask(
        this IsolationBudget budget,
        string peer,
        IsolationRank rank = IsolationRank.Open,
        double badness = 1,
        double at = 0,
        bool isOverride = false) =>
        budget.Plan(new IsolationRequest(peer, rank, badness, isOverride), TimeSpan.FromSeconds(at));

    public static string[] Evicted(this IsolationPlan plan) => [.. plan.Evictions.Select(h => h.Peer)];
}
