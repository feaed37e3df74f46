using System.Collections.Immutable;

namespace CretoAkka.Node.Experiments.Workers;

/// <summary>Where a process is reached: the first line that it says.</summary>
internal sealed record WorkerReady(int Port);

/// <summary>What a sender knows of a peer.</summary>
/// <param name="Timeout">The timeout in force; null: it has none.</param>
/// <param name="Outstanding">Messages that were sent and not acknowledged.</param>
/// <param name="Queued">Messages that wait.</param>
internal sealed record PeerView(TimeSpan? Timeout, int Outstanding, int Queued)
{
    /// <summary>Where the sender knows nothing.</summary>
    public static readonly PeerView Nothing = new(null, 0, 0);
}

/// <summary>A sender's memory at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Heap">Bytes of managed objects.</param>
/// <param name="WorkingSet">Bytes of the process.</param>
internal sealed record MemorySample(TimeSpan At, long Heap, long WorkingSet);

/// <summary>A sender after a forced collection.</summary>
/// <param name="Memory">What is left.</param>
/// <param name="Peers">What it knows of each peer.</param>
/// <param name="Counts">What it did to each peer so far.</param>
internal sealed record SenderSample(
    MemorySample Memory, ImmutableDictionary<string, PeerView> Peers, ImmutableDictionary<string, PeerCount> Counts);

/// <summary>A circuit of the sender changed.</summary>
/// <param name="At">When.</param>
/// <param name="Peer">Whose circuit.</param>
/// <param name="Event">What happened: the name of the event.</param>
internal sealed record CircuitChange(TimeSpan At, string Peer, string Event);

/// <summary>What a sender did to one peer.</summary>
/// <param name="Sent">Messages that were sent, or taken to be sent.</param>
/// <param name="Refused">Messages that were refused.</param>
/// <param name="CriticalRefused">Those of them that were critical.</param>
internal sealed record PeerCount(long Sent, long Refused, long CriticalRefused)
{
    /// <summary>Before the first message.</summary>
    public static readonly PeerCount Nothing = new(0, 0, 0);
}

/// <summary>What a sender has to say at the end.</summary>
/// <param name="Peers">What it did to each peer.</param>
/// <param name="Changes">What its circuits did, in order.</param>
/// <param name="Memory">Its memory over time, without forced collections.</param>
internal sealed record SenderReport(
    ImmutableDictionary<string, PeerCount> Peers,
    ImmutableArray<CircuitChange> Changes,
    ImmutableArray<MemorySample> Memory);

/// <summary>A receiver has written what it received.</summary>
/// <param name="Arrivals">How many messages.</param>
internal sealed record ReceiverReport(long Arrivals);
