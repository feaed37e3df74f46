using System.Text;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Store;

/// <summary>A map of keys to values: the state machine that the demonstrator replicates. Not thread-safe.</summary>
/// <param name="maxKeys">Keys it has room for. The same at every replica, for it decides results.</param>
public sealed class KeyValueStore(int maxKeys = KeyValueLimits.Keys) : IStateMachine
{
    private SortedDictionary<string, Bytes> _values = new(StringComparer.Ordinal);
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

    /// <summary>Of the snapshot. Computed when asked for; kept until the next write.</summary>
    public Digest Digest() => _digest ??= Messages.Digest.Of(Snapshot().Span);

    /// <summary>All keys in ordinal order with their values, each field after its length.</summary>
    public Bytes Snapshot()
    {
        var writer = new ByteWriter();
        writer.Number(_values.Count);
        foreach (var (key, value) in _values)
        {
            writer.Block(Bytes.Of(Encoding.UTF8.GetBytes(key)), KeyValueLimits.Key);
            writer.Block(value, KeyValueLimits.Value);
        }

        return new(writer.ToArray());
    }

    /// <inheritdoc/>
    public bool TryRestore(ReadOnlySpan<byte> snapshot)
    {
        var reader = new ByteReader(snapshot.ToArray());
        var values = new SortedDictionary<string, Bytes>(StringComparer.Ordinal);
        var last = "";
        for (var left = reader.Number(); left > 0 && !reader.Failed; left--)
        {
            var key = reader.Text(KeyValueLimits.Key);
            if (string.CompareOrdinal(key, last) <= 0)
                reader.Fail(DecodeError.NotCanonical);
            else
                values.Add(last = key, reader.Block(KeyValueLimits.Value));
        }

        reader.End();
        if (reader.Failed)
            return false;
        (_values, _digest) = (values, null);
        return true;
    }

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
}
