using System.Collections.Immutable;
using CretoAkka.Circuits;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Quorums;

/// <summary>
/// The one budget of a node, which all its gates take from. Replaced by compare-and-swap, so that no two circuits ever
/// both believe to hold the last place. Thread-safe; its readers take no lock.
/// </summary>
/// <remarks>
/// A gate that asks holds its own lock, and takes that of whoever must give way. Nobody waits in a circle: a gate that
/// asks is closed, so that nobody has planned to evict it since it took its lock, and whoever is evicted asks for
/// nothing.
/// </remarks>
/// <param name="policy">Its numbers.</param>
/// <param name="find">Finds a peer's gate.</param>
/// <param name="isolation">Says whether it is this node that is cut off; null: nobody does.</param>
/// <param name="freed">Told that a peer is cut off no more; may be called under a gate's lock: only enqueues.</param>
internal sealed class SharedBudget(
    IsolationPolicy policy,
    Func<string, CircuitGate?> find,
    LocalIsolation? isolation = null,
    Action? freed = null)
{
    private IsolationBudget _budget = new(policy);
    private Charges _charges = Charges.None;
    private long _refusals;
    private long _evictions;

    /// <summary>The budget as it is now.</summary>
    public IsolationBudget Now => Volatile.Read(ref _budget);

    /// <summary>Who has been proven faulty. They stay so when they leave.</summary>
    public Charges Charges => Volatile.Read(ref _charges);

    /// <summary>Requests that were refused.</summary>
    public long Refusals => Volatile.Read(ref _refusals);

    /// <summary>Peers that gave way to a worse one, or to a smaller membership.</summary>
    public long Evictions => Volatile.Read(ref _evictions);

    /// <summary>Cuts off a peer, once those that give way to it are let back in.</summary>
    /// <returns>Why it may not be cut off; None where it now counts as such.</returns>
    public IsolationRefusal TryTake(in IsolationRequest request, TimeSpan now)
    {
        if (request.Rank == IsolationRank.Open)
            LookAtOurselves(now);
        while (true)
        {
            var budget = Now;
            var plan = budget.Plan(request, now);
            if (!plan.IsGranted)
            {
                Interlocked.Increment(ref _refusals);
                return plan.Refusal;
            }
            Evict(plan.Evictions);
            if (plan.Evictions.Count == 0 && budget.TryTake(request, now, out var next) && TrySet(budget, next))
                return IsolationRefusal.None;
        }
    }

    /// <summary>A peer is cut off more or less firmly than before.</summary>
    public void Rerank(string peer, IsolationRank rank, TimeSpan now) => ImmutableInterlocked.Update(
        ref _budget, static (budget, to) => budget.Rerank(to.peer, to.rank, to.now), (peer, rank, now));

    /// <summary>A peer is cut off no more.</summary>
    public void GiveBack(string peer)
    {
        ImmutableInterlocked.Update(ref _budget, static (budget, peer) => budget.GiveBack(peer), peer);
        freed?.Invoke();
    }

    /// <summary>A peer is cut off no more, if it still holds this; it may have come back and taken anew.</summary>
    public void GiveBack(in IsolationHolder holder)
    {
        var isFreed = ImmutableInterlocked.Update(
            ref _budget,
            static (budget, holder) => budget.TryGet(holder.Peer, out var held) && held == holder
                ? budget.GiveBack(holder.Peer)
                : budget,
            holder);
        if (isFreed)
            freed?.Invoke();
    }

    /// <summary>Goes by other numbers from now on.</summary>
    public void Follow(IsolationPolicy changed) =>
        ImmutableInterlocked.Update(ref _budget, static (budget, to) => budget.Under(to), changed);

    /// <summary>A peer is proven faulty.</summary>
    /// <returns>All that are; null: it was charged before, which no alarm need say again.</returns>
    public Charges? Charge(string peer) =>
        ImmutableInterlocked.Update(ref _charges, static (charges, peer) => charges.Add(peer), peer) ? Charges : null;

    /// <summary>What a peer was charged with is forgiven.</summary>
    public void Forgive(string peer) =>
        ImmutableInterlocked.Update(ref _charges, static (charges, peer) => charges.Forgive(peer), peer);

    /// <summary>Looks whether it is this node that is cut off: no circuit opens by itself as long as it is.</summary>
    public void LookAtOurselves(TimeSpan now)
    {
        if (isolation is null || Now.Membership is not { } membership)
            return;
        ImmutableInterlocked.Update(
            ref _budget, static (budget, suspected) => budget.Suspecting(suspected), isolation.Look(membership, now));
    }

    /// <summary>Another epoch begins; circuits that do not fit into it any more close before it does.</summary>
    /// <exception cref="ArgumentException">The epoch is not later than the last.</exception>
    public void Declare(Membership membership)
    {
        while (true)
        {
            var budget = Now;
            var next = budget.Under(membership, out var evictions);
            Evict(evictions);
            if (evictions.Count == 0 && TrySet(budget, next))
                return;
        }
    }

    private void Evict(IReadOnlyList<IsolationHolder> holders)
    {
        foreach (var holder in holders)
        {
            if (find(holder.Peer) is not { } gate)
                GiveBack(holder); // Removed a moment ago.
            else if (gate.TryGiveWay(holder))
                Interlocked.Increment(ref _evictions);
        }
    }

    private bool TrySet(IsolationBudget seen, IsolationBudget next) =>
        ReferenceEquals(Interlocked.CompareExchange(ref _budget, next, seen), seen);
}
