using CretoAkka.Core.Quorums;
using static CretoAkka.Core.Quorums.IsolationRank;

namespace CretoAkka.Core.Tests.Quorums;

/// <summary>A budget and the dumb list of who is cut off beside it, which does its own sums.</summary>
internal sealed class BudgetWorld(Membership membership)
{
    private readonly Dictionary<string, (IsolationRank Rank, double Badness, TimeSpan Since, bool Insisted)> _cut = [];
    private Membership _membership = membership;
    private TimeSpan _now;
    private bool _shrunk;

    public IsolationBudget Budget { get; private set; } =
        new(new IsolationPolicy(null, BudgetOf.Hold), membership);

    public void Do((int Kind, int Peer, double Badness, int Wait) step, long[] later)
    {
        _now += TimeSpan.FromSeconds(step.Wait);
        var peer = $"n{step.Peer}";
        switch (step.Kind)
        {
            case 0 or 1 or 2: Cut(new(peer, Open, step.Badness)); break;
            case 3: Cut(new(peer, Quarantined, step.Badness)); break;
            case 4: Cut(new(peer, ForcedOpen, step.Badness)); break;
            case 5: Cut(new(peer, ForcedOpen, step.Badness, IsOverride: true)); break;
            case 6 or 7: Return(peer); break;
            case 8: Probe(peer); break;
            default: Change(later); break;
        }
        AssertSame();
    }

    private void Cut(IsolationRequest request)
    {
        var plan = Budget.Plan(request, _now);
        var before = Used();
        AssertPlan(request, plan);
        foreach (var evicted in plan.Evictions)
            Return(evicted.Peer);
        if (!plan.IsGranted)
            Assert.Equal(before, Used());
        Assert.Equal(plan.IsGranted, Budget.TryTake(request, _now, out var next));
        if (next is null)
            return;
        Budget = next;
        var (_, badness, since, insisted) =
            _cut.GetValueOrDefault(request.Peer, (request.Rank, request.Badness, _now, false));
        _cut[request.Peer] = (request.Rank, badness, since, insisted || request.IsOverride);
    }

    // Room enough, nobody too many, and refused only where all that may give way do not suffice.
    private void AssertPlan(IsolationRequest request, IsolationPlan plan)
    {
        if (request.IsOverride || _cut.ContainsKey(request.Peer) || Weight(request.Peer) == 0)
        {
            Assert.True(plan.IsGranted && plan.Evictions.Count == 0);
            return;
        }
        var missing = Used() + Weight(request.Peer) - Budget.Limit!.Value;
        var evicted = plan.Evictions.Select(h => Weight(h.Peer)).ToList();
        var freed = evicted.Aggregate(Int128.Zero, (a, b) => a + b);
        Assert.All(plan.Evictions, h => Assert.True(MayGiveWay(h.Peer, request)));
        if (!plan.IsGranted)
        {
            var all = _cut.Keys.Where(p => MayGiveWay(p, request)).Aggregate(Int128.Zero, (a, p) => a + Weight(p));
            Assert.True(all < missing);
        }
        else
        {
            Assert.True(freed >= missing);
            Assert.All(evicted, weight => Assert.True(freed - weight < missing));
        }
    }

    private bool MayGiveWay(string peer, IsolationRequest request)
    {
        var (rank, badness, since, _) = _cut[peer];
        Assert.True(Budget.TryGet(peer, out var holder));
        return rank is Open or HalfOpen && Weight(peer) > 0
            && (request.Rank != Open
                || rank == HalfOpen && _now - holder.RankedSince >= BudgetOf.Hold
                || _now - since >= BudgetOf.Hold && request.Badness - badness >= 0.2);
    }

    private void Return(string peer)
    {
        _cut.Remove(peer);
        Budget = Budget.GiveBack(peer);
    }

    private void Probe(string peer)
    {
        if (!_cut.TryGetValue(peer, out var held) || held.Rank is not (Open or ForcedOpen))
            return;
        _cut[peer] = held with { Rank = HalfOpen };
        Budget = Budget.Rerank(peer, HalfOpen, _now);
    }

    private void Change(long[] weights)
    {
        _membership = BudgetOf.Weighing(_membership.Epoch + 1, _membership.Model, weights);
        Budget = Budget.Under(_membership, out var evictions);
        foreach (var evicted in evictions)
            Return(evicted.Peer);
        _shrunk = true;
        if (Used() > Budget.Limit!.Value)
            Assert.All(_cut.Where(c => Weight(c.Key) > 0), c => Assert.False(c.Value.Rank is Open or HalfOpen));
    }

    private void AssertSame()
    {
        Assert.Equal(_cut.Keys.Order(), Budget.Holders.Select(h => h.Peer).Order());
        Assert.Equal(Used(), Budget.Used);
        var closed = _membership.Rule.Total - Used();
        if (closed >= _membership.Rule.Quorum)
            _shrunk = false;
        else
            Assert.True(_shrunk || _cut.Values.Any(c => c.Insisted));
    }

    private Int128 Used() => _cut.Keys.Aggregate(Int128.Zero, (sum, peer) => sum + Weight(peer));

    private long Weight(string peer) => _membership.WeightOf(peer);
}
