using System.Collections.Immutable;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>Who replicates, and how many of them it takes. Immutable.</summary>
public sealed class ReplicaGroup
{
    /// <summary>Replicas of the smallest group: fewer tolerate no fault.</summary>
    public const int Least = 4;

    /// <summary>A group of <see cref="Least"/> to <see cref="MessageLimits.Replicas"/> replicas.</summary>
    /// <param name="replicas">Different names, in the order in which they take the primary's office.</param>
    /// <exception cref="ArgumentException">Too few, too many, or a name twice.</exception>
    public ReplicaGroup(IEnumerable<string> replicas)
    {
        Replicas = [.. replicas];
        if (Replicas.Length is < Least or > MessageLimits.Replicas)
            throw new ArgumentException(
                $"a group has {Least} to {MessageLimits.Replicas} replicas, not {Replicas.Length}", nameof(replicas));
        if (Replicas.Distinct(StringComparer.Ordinal).Count() != Replicas.Length)
            throw new ArgumentException("a replica is named twice", nameof(replicas));
    }

    /// <summary>The names, in order.</summary>
    public ImmutableArray<string> Replicas { get; }

    /// <summary>n: how many replicas there are.</summary>
    public int Size => Replicas.Length;

    /// <summary>f: how many may be faulty.</summary>
    public int MaxFaulty => (Size - 1) / 3;

    /// <summary>
    /// Q = ceil((n + f + 1) / 2): two sets of Q share a correct replica, and the correct ones make up Q.
    /// </summary>
    public int Quorum => (Size + MaxFaulty + 2) / 2;

    /// <summary>The primary of a view: v mod n.</summary>
    public string PrimaryOf(long view) => Replicas[(int)(view % Size)];

    /// <summary>The place of a replica in the order, or -1 for a stranger.</summary>
    public int IndexOf(string replica) => Replicas.IndexOf(replica, 0, Size, StringComparer.Ordinal);
}
