namespace CretoAkka.Metrics;

/// <summary>How a call or a session's marker ended, as the latency histogram names it.</summary>
public enum LatencyStatus
{
    /// <summary>An answer that counts as success.</summary>
    Success = 0,

    /// <summary>An answer that counts as failure.</summary>
    Failure = 1,

    /// <summary>No answer in time.</summary>
    Timeout = 2,
}

/// <summary>
/// Takes the facts of all circuits to a metrics system. Implementations are thread-safe and do not throw.
/// </summary>
public interface ICircuitMetrics
{
    /// <summary>
    /// Says where the facts are that concern no single peer; called once, before any peer is added.
    /// <paramref name="facts"/> may be called from any thread at any time.
    /// </summary>
    void AddNode(Func<NodeFacts> facts)
    {
    }

    /// <summary>
    /// A peer was added. <paramref name="facts"/> may be called from any thread at any time until it is removed.
    /// </summary>
    IPeerMetrics Add(PeerId peer, Func<PeerFacts> facts);

    /// <summary>A peer was removed.</summary>
    void Remove(PeerId peer);
}

/// <summary>Takes the latencies of one peer.</summary>
public interface IPeerMetrics
{
    /// <summary>
    /// One call or marker ended after <paramref name="latency"/>. Called on the path of every call: allocates nothing.
    /// </summary>
    void Observe(TimeSpan latency, LatencyStatus status);
}
