using System.Collections.Concurrent;
using CretoAkka.Core.Circuits;
using CretoAkka.Metrics;

namespace CretoAkka.Tests.Stress;

/// <summary>
/// What the users of one peer saw, written down by themselves: nothing of it comes from the circuit's own statistics.
/// </summary>
internal sealed class Ledger
{
    /// <summary>Uses that were admitted, counted where they began.</summary>
    public Count Begun { get; } = new();

    /// <summary>Outcomes without a permit.</summary>
    public Count Reports { get; } = new();

    public Count Succeeded { get; } = new();

    public Count Failed { get; } = new();

    public Count TimedOut { get; } = new();

    public Count Neutral { get; } = new();

    public Count Refused { get; } = new();

    /// <summary>Every circuit that the peer has had, one after another.</summary>
    public ConcurrentQueue<Func<CircuitStats>> Circuits { get; } = new();

    public CircuitStats Seen()
    {
        var all = Circuits.Select(stats => stats()).ToList();
        return new CircuitStats
        {
            Successes = all.Sum(s => s.Successes),
            Failures = all.Sum(s => s.Failures),
            Timeouts = all.Sum(s => s.Timeouts),
            Neutral = all.Sum(s => s.Neutral),
            Stale = all.Sum(s => s.Stale),
            Rejected = all.Sum(s => s.Rejected),
            Trips = all.Sum(s => s.Trips),
            ProbesInFlight = all.Sum(s => s.ProbesInFlight),
        };
    }

    /// <summary>A number that many threads raise.</summary>
    internal sealed class Count
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add() => Interlocked.Increment(ref _value);
    }
}

/// <summary>The ledgers of all peers; hears of every circuit that is made.</summary>
internal sealed class Ledgers : ICircuitMetrics
{
    private readonly ConcurrentDictionary<PeerId, Ledger> _ledgers = new();

    public Ledger this[PeerId peer] => _ledgers.GetOrAdd(peer, _ => new Ledger());

    public IPeerMetrics Add(PeerId peer, Func<PeerFacts> facts)
    {
        this[peer].Circuits.Enqueue(() => facts().Circuit);
        return new Nowhere();
    }

    public void Remove(PeerId peer)
    {
    }

    private sealed class Nowhere : IPeerMetrics
    {
        public void Observe(TimeSpan latency, LatencyStatus status)
        {
        }
    }
}
