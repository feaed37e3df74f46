using System.Text;
using System.Text.Unicode;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Store;

/// <summary>What the key-value store does.</summary>
public abstract record KeyValueOperation
{
    private const byte PutTag = 1;
    private const byte GetTag = 2;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private KeyValueOperation(string key)
    {
        if (StrictUtf8.GetByteCount(key) is 0 or > KeyValueLimits.Key)
            throw new ArgumentException($"a key has 1 to {KeyValueLimits.Key} bytes of UTF-8", nameof(key));
        Key = key;
    }

    /// <summary>What it is about: 1 to <see cref="KeyValueLimits.Key"/> bytes of UTF-8.</summary>
    public string Key { get; }

    /// <summary>Stores a value under a key, whatever was there.</summary>
    public sealed record Put : KeyValueOperation
    {
        /// <summary>Stores <paramref name="value"/>, at most <see cref="KeyValueLimits.Value"/> bytes.</summary>
        /// <exception cref="ArgumentException">The key or the value is out of bounds.</exception>
        public Put(string key, Bytes value) : base(key) => Value = value.Length <= KeyValueLimits.Value
            ? value
            : throw new ArgumentException($"a value has at most {KeyValueLimits.Value} bytes", nameof(value));

        /// <summary>What is stored.</summary>
        public Bytes Value { get; }
    }

    /// <summary>Reads the value under a key. Ordered like a write, so that it sees every write before it.</summary>
    public sealed record Get : KeyValueOperation
    {
        /// <summary>Reads <paramref name="key"/>.</summary>
        /// <exception cref="ArgumentException">The key is out of bounds.</exception>
        public Get(string key) : base(key) { }
    }

    /// <summary>The operation of a request: a tag, the key's length in 2 bytes, the key, the value.</summary>
    public Bytes Encode()
    {
        var key = StrictUtf8.GetBytes(Key);
        var value = this is Put put ? put.Value : default;
        var tag = this is Put ? PutTag : GetTag;
        return Bytes.Of([tag, (byte)(key.Length >> 8), (byte)key.Length, .. key, .. value.Span]);
    }

    /// <summary>The operation that the bytes name, or null: any client may send any bytes.</summary>
    public static KeyValueOperation? TryDecode(ReadOnlySpan<byte> operation)
    {
        if (operation is not [var tag, var high, var low, .. var rest])
            return null;
        var length = (high << 8) | low;
        if (length is 0 or > KeyValueLimits.Key || length > rest.Length || !Utf8.IsValid(rest[..length]))
            return null;

        var key = Encoding.UTF8.GetString(rest[..length]);
        var value = rest[length..];
        return tag switch
        {
            PutTag when value.Length <= KeyValueLimits.Value => new Put(key, Bytes.Of(value)),
            GetTag when value.IsEmpty => new Get(key),
            _ => null,
        };
    }
}
