using CretoAkka.Core.Quorums;
using CsCheck;
using static CretoAkka.Core.Quorums.IsolationRank;

namespace CretoAkka.Core.Tests.Quorums;

[Trait("Decision", "D13")]
public class IsolationBudgetProperties
{
    private static readonly Gen<long[]> Equal = Gen.Int[1, 10].Select(n => Enumerable.Repeat(1L, n).ToArray());

    private static readonly Gen<long[]> Weights = Gen.OneOf(
        Equal, Gen.Long[1, 9].Array[1, 10], Gen.Long[long.MaxValue / 2, long.MaxValue].Array[1, 10]);

    private static readonly Gen<(int Kind, int Peer, double Badness, int Wait)[]> Histories =
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 10], Gen.Double[0, 1], Gen.Int[0, 40]).Array[1, 60];

    private static readonly Gen<FaultModel> Models = Gen.Bool.Select(b => b ? FaultModel.Crash : FaultModel.Byzantine);

    [Fact]
    public void Whoever_is_closed_makes_a_quorum_through_failures_evidence_operators_and_epochs() =>
        Gen.Select(Weights, Models, Histories, Weights).Sample((weights, model, history, later) =>
        {
            var world = new BudgetWorld(BudgetOf.Weighing(1, model, weights));
            foreach (var step in history)
                world.Do(step, later);
        }, iter: 10_000);

    [Fact]
    public void Some_history_of_equals_uses_the_whole_budget() =>
        Gen.Select(Equal, Models, Histories).Sample((weights, model, history) =>
        {
            var world = new BudgetWorld(BudgetOf.Weighing(1, model, weights));
            foreach (var step in history)
                world.Do(step with { Kind = 0 }, weights);
            var others = history.Select(s => s.Peer).Where(p => p < weights.Length).Distinct().Count();
            Assert.Equal(Int128.Min(others, world.Budget.Limit!.Value), world.Budget.Used);
        }, iter: 2_000);

    [Fact]
    public void Two_peers_that_fail_by_turns_swap_at_most_once_a_hold() =>
        Gen.Select(Gen.Double[0, 1], Gen.Int[1, 9]).Array[1, 200].Sample(turns =>
        {
            var budget = BudgetOf.Size(4);
            var (now, swapped) = (0.0, double.NegativeInfinity);
            foreach (var (turn, (badness, wait)) in turns.Index())
            {
                now += wait;
                var peer = turn % 2 == 0 ? "n1" : "n2";
                if (budget.TryGet(peer, out _) || budget.Ask(peer, Open, badness, now) is not { IsGranted: true } plan)
                    continue;
                if (plan.Evictions.Count > 0)
                {
                    Assert.True(now - swapped >= BudgetOf.Hold.TotalSeconds);
                    swapped = now;
                }
                budget = plan.Evictions.Aggregate(budget, (b, h) => b.GiveBack(h.Peer)).Take(peer, Open, badness, now);
            }
        });

    [Fact]
    public void An_average_counts_many_successes_as_it_counts_them_one_by_one() =>
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 30]).Sample((value, count) =>
        {
            var together = new OutcomeAverage(value).Succeed(count);
            var singly = Enumerable.Range(0, count).Aggregate(
                new OutcomeAverage(value), (average, _) => average.Succeed(1));
            Assert.Equal(singly.Value, together.Value, 1e-12);
            Assert.InRange(new OutcomeAverage(value).Fail().Value, value, 1);
        });
}
