using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Core.Latency;

namespace CretoAkka.Latency;

/// <summary>Reads the latencies of all gates each tick, and puts each peer's timeout in force.</summary>
internal sealed class LatencyActor : ReceiveActor, IWithTimers
{
    private readonly Dictionary<PeerId, Tracked> _peers = [];
    private bool _moved;

    /// <summary>Makes the actor.</summary>
    public static Props Props(TimeSpan tick) => Akka.Actor.Props.Create(() => new LatencyActor(tick));

    /// <summary>For <see cref="Props"/> only.</summary>
    public LatencyActor(TimeSpan tick)
    {
        Receive<Track>(m => Add(m.Gate));
        Receive<Follow>(m => Change(m.Gate));
        Receive<Forget>(m => _moved |= _peers.Remove(m.Peer));
        Receive<Begin>(m => Restart(m.Peer));
        Receive<Tick>(_ => Recompute());
        Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, tick);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private void Add(CircuitGate gate)
    {
        if (gate.Settings.AdaptiveTimeout is { } policy)
            _peers[gate.Peer] = new(gate, new PeerTimeout(policy));
    }

    private void Change(CircuitGate gate)
    {
        if (gate.Settings.AdaptiveTimeout is not { } policy)
        {
            _peers.Remove(gate.Peer);
            gate.Latency.Forget();
            gate.Latency.Timeout = gate.Settings.RequestTimeout;
        }
        else if (_peers.TryGetValue(gate.Peer, out var tracked))
            tracked.Timeout.Follow(policy);
        else
            Add(gate);
        _moved = true;
    }

    // Samples that wait in the ring are of the process before: they are read first.
    private void Restart(PeerId peer)
    {
        if (!_peers.TryGetValue(peer, out var tracked))
            return;
        tracked.Gate.Latency.Drain(tracked.Timeout);
        tracked.Timeout.BeginIncarnation();
    }

    private void Recompute()
    {
        if (_peers.Count == 0 || !(Read() || _moved))
            return;

        var median = PeerTimeout.MedianOf(_peers.Values.Select(p => p.Timeout));
        _moved = false;
        foreach (var (gate, timeout) in _peers.Values)
        {
            var before = timeout.InForce;
            gate.Latency.Timeout = timeout.Recompute(median);
            _moved |= gate.Latency.Timeout != before;
        }
    }

    // A cap follows the median, so one new sample anywhere is a reason to look at all, and so is what that moved.
    private bool Read()
    {
        var read = 0;
        foreach (var (gate, timeout) in _peers.Values)
        {
            var fresh = gate.Latency.Drain(timeout);
            if (fresh > 0)
                gate.Latency.Publish(timeout.Window); // A new object: only of whom there is something new.
            read += fresh;
        }
        return read > 0;
    }

    /// <summary>A peer was added.</summary>
    internal sealed record Track(CircuitGate Gate) : IPossiblyHarmful;

    /// <summary>A peer's settings changed.</summary>
    internal sealed record Follow(CircuitGate Gate) : IPossiblyHarmful;

    /// <summary>A peer was removed.</summary>
    internal sealed record Forget(PeerId Peer) : IPossiblyHarmful;

    /// <summary>A peer is another process at the same address.</summary>
    internal sealed record Begin(PeerId Peer) : IPossiblyHarmful;

    private sealed record Tracked(CircuitGate Gate, PeerTimeout Timeout);

    private sealed class Tick : IPossiblyHarmful
    {
        public static readonly Tick Instance = new();
    }
}
