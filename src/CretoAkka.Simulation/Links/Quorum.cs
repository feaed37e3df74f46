using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Simulation.Links;

/// <summary>What all circuits of one node share: the budget, suspicion of itself, and who is proven faulty.</summary>
internal sealed class Quorum(Membership membership, IsolationPolicy policy, TimeSpan window)
{
    private readonly List<Gate> _gates = [];
    private IsolationBudget _budget = new(policy, membership);
    private SelfSuspicion _suspicion;

    /// <summary>The membership.</summary>
    public Membership Membership => membership;

    /// <summary>Who was proven faulty.</summary>
    public Charges Charges { get; private set; } = Charges.None;

    /// <summary>How often a trip was refused.</summary>
    public long Refusals { get; private set; }

    /// <summary>How often a peer gave way to a worse one.</summary>
    public long Evictions { get; private set; }

    /// <summary>How often this node suspected itself.</summary>
    public long SelfSuspicions { get; private set; }

    /// <summary>Adds a circuit of a member.</summary>
    public void Add(Gate gate) => _gates.Add(gate);

    /// <summary>Whether a peer is proven faulty.</summary>
    public bool IsCharged(string peer) => Charges.Contains(peer);

    /// <summary>A peer is proven faulty.</summary>
    public void Charge(string peer) => Charges = Charges.Add(peer);

    /// <summary>Cuts off a peer, once those that give way to it are let back in.</summary>
    public IsolationRefusal TryTake(in IsolationRequest request, TimeSpan now)
    {
        if (request.Rank == IsolationRank.Open)
            LookAtOurselves(now);
        while (true)
        {
            var plan = _budget.Plan(request, now);
            if (!plan.IsGranted)
            {
                Refusals++;
                return plan.Refusal;
            }
            foreach (var holder in plan.Evictions)
                Evict(holder, now);
            if (plan.Evictions.Count == 0 && _budget.TryTake(request, now, out var next))
            {
                _budget = next;
                return IsolationRefusal.None;
            }
        }
    }

    /// <summary>A peer is cut off more or less firmly than before.</summary>
    public void Rerank(string peer, IsolationRank rank, TimeSpan now) => _budget = _budget.Rerank(peer, rank, now);

    /// <summary>A peer is cut off no more.</summary>
    public void GiveBack(string peer) => _budget = _budget.GiveBack(peer);

    /// <summary>Looks whether it is this node that is cut off.</summary>
    public void LookAtOurselves(TimeSpan now)
    {
        var next = _suspicion.Look(
            membership.Rule, membership.WeightOf(membership.Self), _gates.Select(g => g.Signs), now, window);
        var before = _suspicion;
        _suspicion = next;
        _budget = _budget.Suspecting(next.IsSuspected);
        if (next.IsSuspected && !before.IsSuspected)
            SelfSuspicions++;
        if (before.Since is { } began && !next.IsSuspected)
            Reconsider(began - window, now);
    }

    /// <summary>Puts in force what the samples of all peers ask for.</summary>
    public void Recompute()
    {
        var median = PeerTimeout.MedianOf(_gates.Select(gate => gate.Timeout));
        foreach (var gate in _gates)
            gate.Timeout.Recompute(median);
    }

    private void Evict(in IsolationHolder holder, TimeSpan now)
    {
        var peer = holder.Peer;
        if (_gates.Find(g => g.Peer == peer) is { } gate)
            gate.Apply(CircuitInput.Evict(), now);
        Evictions++;
        GiveBack(peer);
    }

    private void Reconsider(TimeSpan since, TimeSpan now)
    {
        foreach (var gate in _gates)
        {
            if (gate.Signs.TrippedAt >= since)
                gate.Apply(CircuitInput.Reconsider(), now);
        }
    }
}
