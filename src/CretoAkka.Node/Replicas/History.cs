using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// A digest of all that a replica executed: each place is hashed together with what came before it, so that two
/// replicas
/// with equal digests at one place agree on every place below. Not thread-safe.
/// </summary>
internal sealed class History
{
    /// <summary>The digest up to the last place; all zeros before the first.</summary>
    public Digest Value { get; private set; }

    /// <summary>Adds a place.</summary>
    public void Add(ReplicaOutput.Executed executed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[Digest.Size + 2 * sizeof(long)];
        Value.CopyTo(head);
        BinaryPrimitives.WriteInt64BigEndian(head[Digest.Size..], executed.Sequence);
        BinaryPrimitives.WriteInt64BigEndian(head[(Digest.Size + sizeof(long))..], executed.Timestamp);
        hash.AppendData(head);
        hash.AppendData(Encoding.UTF8.GetBytes(executed.Client));
        hash.AppendData(executed.Operation.Span);
        Value = Digest.FromBytes(hash.GetHashAndReset());
    }
}
