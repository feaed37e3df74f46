using System.Collections.Immutable;

namespace CretoAkka.Core.Quorums;

/// <summary>Who has been proven faulty, each once however often. Immutable.</summary>
public sealed class Charges
{
    /// <summary>Nobody.</summary>
    public static readonly Charges None = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    private readonly ImmutableSortedSet<string> _peers;

    private Charges(ImmutableSortedSet<string> peers) => _peers = peers;

    /// <summary>Everybody who was charged.</summary>
    public IReadOnlyCollection<string> Peers => _peers;

    /// <summary>Whether a peer was charged.</summary>
    public bool Contains(string peer) => _peers.Contains(peer);

    /// <summary>One peer more; the same object if it was charged before.</summary>
    public Charges Add(string peer) => Contains(peer) ? this : new(_peers.Add(peer));

    /// <summary>One peer less.</summary>
    public Charges Forgive(string peer) => Contains(peer) ? new(_peers.Remove(peer)) : this;

    /// <summary>Whether more weight is proven faulty than the protocol tolerates: nothing it promises holds.</summary>
    public bool ExceedFaults(Membership membership) =>
        _peers.Aggregate(Int128.Zero, (sum, peer) => sum + membership.WeightOf(peer)) > membership.Rule.Faulty;
}
