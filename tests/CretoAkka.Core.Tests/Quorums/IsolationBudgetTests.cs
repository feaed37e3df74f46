using CretoAkka.Core.Quorums;
using static CretoAkka.Core.Quorums.IsolationRank;

namespace CretoAkka.Core.Tests.Quorums;

[Trait("Decision", "D13")]
public class IsolationBudgetTests
{
    [Fact]
    public void As_many_are_cut_off_as_are_tolerated()
    {
        var budget = BudgetOf.Size(7).Take("n1").Take("n2");

        Assert.Equal(2, budget.Used);
        Assert.Equal(IsolationRefusal.BudgetSpent, budget.Ask("n3").Refusal);
        Assert.False(budget.TryTake(new IsolationRequest("n3", Open), default, out _));
    }

    [Fact]
    public void Half_open_counts_until_it_is_closed()
    {
        var budget = BudgetOf.Size(4).Take("n1").Rerank("n1", HalfOpen, default);

        Assert.False(budget.Ask("n2").IsGranted);
        Assert.True(budget.GiveBack("n1").Ask("n2").IsGranted);
    }

    [Fact]
    public void Who_is_cut_off_asks_again_for_nothing()
    {
        var budget = BudgetOf.Size(4).Take("n1").Rerank("n1", HalfOpen, default);

        Assert.True(budget.Ask("n1").IsGranted);
        Assert.Equal(1, budget.Take("n1").Used);
    }

    [Fact]
    public void Strangers_weigh_nothing_and_without_a_membership_nothing_is_bounded()
    {
        var spent = BudgetOf.Size(4).Take("n1");
        var unbounded = new IsolationBudget(new IsolationPolicy(null, BudgetOf.Hold));

        Assert.True(spent.Ask("stranger").IsGranted);
        Assert.Null(unbounded.Limit);
        Assert.True(unbounded.Take("a").Take("b").Ask("c").IsGranted);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(99, 2)]
    public void Configuration_may_bound_it_further_but_never_beyond_a_quorum(long maxOpen, int limit) =>
        Assert.Equal(limit, BudgetOf.Size(7, maxOpen).Limit);

    [Fact]
    public void A_peer_that_is_worse_by_the_margin_takes_the_place_of_one_that_has_held_it()
    {
        var budget = BudgetOf.Size(4).Take("n1", badness: 0.6);

        Assert.False(budget.Ask("n2", badness: 0.79, at: 30).IsGranted);
        Assert.False(budget.Ask("n2", badness: 0.81, at: 29.9).IsGranted);
        Assert.Equal(["n1"], budget.Ask("n2", badness: 0.81, at: 30).Evicted());
    }

    [Fact]
    public void Half_open_gives_way_before_open_and_then_the_least_bad()
    {
        var budget = BudgetOf.Size(10)
            .Take("n1", badness: 0.3).Take("n2", badness: 0.2).Take("n3", badness: 0.5).Rerank("n3", HalfOpen, default);

        Assert.Equal(["n3"], budget.Ask("n4", badness: 0.9, at: 30).Evicted());
    }

    [Fact]
    public void Evidence_and_operators_need_no_margin_and_never_give_way()
    {
        var held = BudgetOf.Size(4).Take("n1");
        var quarantined = BudgetOf.Size(4).Take("n1", Quarantined);
        var forced = BudgetOf.Size(4).Take("n1", ForcedOpen);

        Assert.Equal(["n1"], held.Ask("n2", Quarantined, badness: 0).Evicted());
        Assert.Equal(["n1"], held.Ask("n2", ForcedOpen, badness: 0).Evicted());
        Assert.False(quarantined.Ask("n2", Quarantined, at: 99).IsGranted);
        Assert.False(forced.Ask("n2", Quarantined, at: 99).IsGranted);
    }

    [Fact]
    public void An_operator_that_insists_goes_beyond_it()
    {
        var budget = BudgetOf.Size(4).Take("n1", ForcedOpen).Take("n2", ForcedOpen, isOverride: true);

        Assert.Equal(1, budget.Excess);
        Assert.False(budget.Ask("n3").IsGranted);
        Assert.True(budget.TryGet("n2", out var holder) && holder.IsOverride);
    }

    [Fact]
    public void A_half_open_peer_that_stays_so_does_not_hold_the_last_place_for_ever()
    {
        var budget = BudgetOf.Size(4).Take("n1").Rerank("n1", HalfOpen, TimeSpan.FromSeconds(30));

        Assert.False(budget.Ask("n2", badness: 0.5, at: 59).IsGranted);
        Assert.Equal(["n1"], budget.Ask("n2", badness: 0.5, at: 60).Evicted());
    }

    [Fact]
    public void A_heavy_newcomer_evicts_no_more_than_it_must()
    {
        var members = BudgetOf.Weighing(1, FaultModel.Crash, 10, 1, 3, 3, 5);
        var budget = new IsolationBudget(new IsolationPolicy(null, BudgetOf.Hold), members)
            .Take("n1", badness: 0.1).Take("n2", badness: 0.2).Take("n3", badness: 0.3);

        Assert.Equal(10, budget.Limit);
        Assert.Equal(["n2"], budget.Ask("n4", badness: 1, at: 30).Evicted());
    }

    [Fact]
    public void A_membership_that_shrinks_evicts_at_once_but_not_what_was_forced()
    {
        var budget = BudgetOf.Size(7).Take("n1", ForcedOpen).Take("n2");

        var next = budget.Under(BudgetOf.Members(4, epoch: 2), out var evictions);

        Assert.Equal(["n2"], evictions.Select(h => h.Peer));
        Assert.Equal(0, next.GiveBack("n2").Excess);
        var forced = budget.GiveBack("n2").Take("n2", ForcedOpen).Under(BudgetOf.Members(4, epoch: 2), out evictions);
        Assert.Empty(evictions);
        Assert.Equal(1, forced.Excess);
    }

    [Fact]
    public void An_epoch_never_goes_back()
    {
        var budget = BudgetOf.Size(7);

        Assert.Throws<ArgumentException>(() => budget.Under(BudgetOf.Members(4, epoch: 1), out _));
    }

    [Fact]
    public void Nothing_opens_by_itself_while_this_node_seems_to_be_cut_off()
    {
        var budget = BudgetOf.Size(4).Suspecting(true);

        Assert.Equal(IsolationRefusal.LocalIsolation, budget.Ask("n1").Refusal);
        Assert.False(budget.TryTake(new IsolationRequest("n1", Open), default, out _));
        Assert.True(budget.Ask("n1", ForcedOpen).IsGranted);
        Assert.True(budget.Suspecting(false).Ask("n1").IsGranted);
    }
}
