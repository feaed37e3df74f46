using System.Collections.Immutable;

namespace CretoAkka.Configuration;

/// <summary>The section <c>creto</c>, read once and validated. Immutable.</summary>
public sealed partial record CretoSettings
{
    /// <summary>
    /// How this node names itself to its peers. Key <c>creto.node</c>; empty: the actor system's name.
    /// </summary>
    public required string Node { get; init; }

    /// <summary>What applies to a peer that has no section of its own.</summary>
    public required PeerSettings Default { get; init; }

    /// <summary>
    /// Peers known from the start, each with its overrides applied. Section <c>creto.circuit-breaker.peers</c>.
    /// </summary>
    public required ImmutableDictionary<PeerId, PeerSettings> Peers { get; init; }

    /// <summary>Queues and forwarding.</summary>
    public required FallbackSettings Fallback { get; init; }

    /// <summary>Sessions.</summary>
    public required SessionSettings Session { get; init; }

    /// <summary>The members, and how much of them may be cut off.</summary>
    public required QuorumSettings Quorum { get; init; }

    /// <summary>Metrics.</summary>
    public required MetricsSettings Metrics { get; init; }

    /// <summary>The live page.</summary>
    public DashboardSettings Dashboard { get; init; } = DashboardSettings.ReadOnly;

    /// <summary>Peers made on first use stop at this many in all. Key <c>creto.circuit-breaker.max-peers</c>.</summary>
    public required int MaxPeers { get; init; }

    /// <summary>What applies to <paramref name="peer"/>.</summary>
    public PeerSettings For(PeerId peer) => Peers.GetValueOrDefault(peer, Default);
}
