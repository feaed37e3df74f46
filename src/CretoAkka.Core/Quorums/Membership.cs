using System.Collections.Frozen;

namespace CretoAkka.Core.Quorums;

/// <summary>Who takes part in the protocol during one epoch, and with what weight. Immutable.</summary>
public sealed class Membership
{
    private readonly FrozenDictionary<string, long> _weights;

    /// <summary>Declares the members of an epoch.</summary>
    /// <param name="epoch">Grows from one membership to the next.</param>
    /// <param name="self">This node, which is a member.</param>
    /// <param name="weights">Every member's weight, this node's included. Each at least 1.</param>
    /// <param name="model">What faulty members may do.</param>
    /// <exception cref="ArgumentException">A weight is less than 1, or this node is not among the members.</exception>
    public Membership(long epoch, string self, IReadOnlyDictionary<string, long> weights, FaultModel model)
    {
        if (!weights.ContainsKey(self))
            throw new ArgumentException($"This node, '{self}', is not among the members.", nameof(weights));
        var total = Int128.Zero;
        foreach (var (member, weight) in weights)
        {
            if (weight < 1)
                throw new ArgumentException($"Member '{member}' weighs less than 1.", nameof(weights));
            total += weight;
        }
        (Epoch, Self, Model, Rule) = (epoch, self, model, QuorumRule.Of(model, total));
        _weights = weights.ToFrozenDictionary();
    }

    /// <summary>Which membership this is; a later one has a higher.</summary>
    public long Epoch { get; }

    /// <summary>This node.</summary>
    public string Self { get; }

    /// <summary>What faulty members may do.</summary>
    public FaultModel Model { get; }

    /// <summary>What is tolerated, and what is a quorum.</summary>
    public QuorumRule Rule { get; }

    /// <summary>Every member with its weight, this node included, in no order.</summary>
    public IReadOnlyDictionary<string, long> Weights => _weights;

    /// <summary>A member's weight; 0 for whoever is none.</summary>
    public long WeightOf(string peer) => _weights.GetValueOrDefault(peer);
}
