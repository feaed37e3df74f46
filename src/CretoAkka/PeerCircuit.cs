using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Latency;

namespace CretoAkka;

/// <summary>One peer's circuit, by <see cref="PeerCircuits.For"/>. Holds nothing but the name. Thread-safe.</summary>
public readonly record struct PeerCircuit
{
    private readonly PeerCircuits _circuits;

    internal PeerCircuit(PeerCircuits circuits, PeerId peer) => (_circuits, Peer) = (circuits, peer);

    /// <summary>Which peer.</summary>
    public PeerId Peer { get; }

    /// <summary>Where its circuit is.</summary>
    public CircuitState State => _circuits.GetState(Peer);

    /// <summary>What its circuit has seen, and where it is.</summary>
    public CircuitStats Stats => _circuits.GetStats(Peer);

    /// <summary>Its latest latencies, and the timeout in force.</summary>
    public LatencyStats Latency => _circuits.GetLatencyStats(Peer);

    /// <summary>What waits for it, and what became of every message for it.</summary>
    public MessageStats Messages => _circuits.GetMessages(Peer);

    /// <summary>Uses the peer, as <c>PeerCircuits.ExecuteAsync</c> does.</summary>
    public ValueTask<T> ExecuteAsync<T>(
        Func<CancellationToken, ValueTask<T>> operation,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        _circuits.ExecuteAsync(Peer, operation, cancellationToken, options);

    /// <summary>Uses the peer, as <c>PeerCircuits.ExecuteAsync</c> does.</summary>
    public ValueTask ExecuteAsync(
        Func<CancellationToken, ValueTask> operation,
        CancellationToken cancellationToken = default,
        CallOptions? options = null) =>
        _circuits.ExecuteAsync(Peer, operation, cancellationToken, options);

    /// <inheritdoc cref="PeerCircuits.Send"/>
    public void Send(object payload, MessageTraits? traits = null) => _circuits.Send(Peer, payload, traits);
}
