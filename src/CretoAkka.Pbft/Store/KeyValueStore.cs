using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Store;

/// <summary>A map of keys to values: the state machine that the demonstrator replicates. Not thread-safe.</summary>
/// <param name="maxKeys">Keys it has room for. The same at every replica, for it decides results.</param>
public sealed class KeyValueStore(int maxKeys = KeyValueLimits.Keys) : IStateMachine
{
    private readonly SortedDictionary<string, Bytes> _values = new(StringComparer.Ordinal);
    private Digest? _digest;

    /// <summary>How many keys have a value.</summary>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public Bytes Apply(ReadOnlySpan<byte> operation) => (KeyValueOperation.TryDecode(operation) switch
    {
        KeyValueOperation.Put put => Put(put.Key, put.Value),
        KeyValueOperation.Get get => Get(get.Key),
        _ => new(KeyValueStatus.Invalid),
    }).Encode();

    /// <summary>
    /// Computed when asked for, over all keys in ordinal order, each field after its length; kept until the next write.
    /// </summary>
    public Digest Digest() => _digest ??= ComputeDigest();

    private KeyValueResult Get(string key) => _values.TryGetValue(key, out var value)
        ? new(KeyValueStatus.Found, value)
        : new(KeyValueStatus.NotFound);

    private KeyValueResult Put(string key, Bytes value)
    {
        if (_values.Count >= maxKeys && !_values.ContainsKey(key))
            return new(KeyValueStatus.Full);
        _values[key] = value;
        _digest = null;
        return new(KeyValueStatus.Stored);
    }

    private Digest ComputeDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in _values)
        {
            Append(hash, Encoding.UTF8.GetBytes(key));
            Append(hash, value.Span);
        }

        Span<byte> digest = stackalloc byte[Messages.Digest.Size];
        hash.GetHashAndReset(digest);
        return Messages.Digest.FromBytes(digest);
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }
}
