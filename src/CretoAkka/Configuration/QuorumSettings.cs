using System.Collections.Immutable;
using CretoAkka.Core.Quorums;

namespace CretoAkka.Configuration;

/// <summary>
/// Who takes part in the protocol, and how much of it this node may cut off. Section <c>creto.quorum</c>. Immutable.
/// </summary>
public sealed record QuorumSettings
{
    /// <summary>What a faulty member may do. Key <c>fault-model</c>: byzantine or crash.</summary>
    public required FaultModel FaultModel { get; init; }

    /// <summary>
    /// The weight of members that this node may cut off at once, at least 0; null: what the protocol tolerates. Never
    /// more than leaves a quorum, whatever this says. Key <c>max-open</c>; null is written <c>auto</c>.
    /// </summary>
    public required long? MaxOpen { get; init; }

    /// <summary>
    /// How much worse than a peer that is cut off another must be to take its place: the difference between their
    /// averages of outcomes, where a failure is 1. From 0 to 1. Key <c>margin</c>.
    /// </summary>
    public required double Margin { get; init; }

    /// <summary>
    /// How long more members than could be faulty must be silent before this node suspects itself. 1 ms to 1 day, where
    /// members are declared at least <see cref="SessionSettings.KeepAlive"/>. Key <c>local-isolation-window</c>.
    /// </summary>
    public required TimeSpan LocalIsolationWindow { get; init; }

    /// <summary>
    /// How long the record of a peer that was removed is remembered, so that leaving does not launder it. 1 ms to 1
    /// day. Key <c>retain-record</c>. Evidence is kept for good.
    /// </summary>
    public required TimeSpan RetainRecord { get; init; }

    /// <summary>
    /// Where members are declared, how many peers that are no members may be made on first use. 0 to 1,000,000. Key
    /// <c>max-unknown-peers</c>.
    /// </summary>
    public required int MaxUnknownPeers { get; init; }

    /// <summary>Which membership this is, at least 0; a later one has a higher. Key <c>epoch</c>.</summary>
    public required long Epoch { get; init; }

    /// <summary>
    /// Every member with its weight, this node included; each weighs at least 1. Empty: no membership is declared.
    /// Section <c>members</c>.
    /// </summary>
    public required ImmutableDictionary<PeerId, long> Members { get; init; }

    /// <summary>Whether all values are equal, each member's weight too.</summary>
    public bool Equals(QuorumSettings? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && FaultModel == other.FaultModel
            && MaxOpen == other.MaxOpen
            && Margin.Equals(other.Margin)
            && LocalIsolationWindow == other.LocalIsolationWindow
            && RetainRecord == other.RetainRecord
            && MaxUnknownPeers == other.MaxUnknownPeers
            && Epoch == other.Epoch
            && Members.Count == other.Members.Count
            && Members.All(m => other.Members.TryGetValue(m.Key, out var weight) && weight == m.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        FaultModel, MaxOpen, Margin, LocalIsolationWindow, RetainRecord, MaxUnknownPeers, Epoch, Members.Count);
}
