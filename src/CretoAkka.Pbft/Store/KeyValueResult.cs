using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Store;

/// <summary>How an operation of the key-value store ended. The values are on the wire.</summary>
public enum KeyValueStatus : byte
{
    /// <summary>The bytes were no operation; nothing changed.</summary>
    Invalid = 0,

    /// <summary>The value is stored.</summary>
    Stored = 1,

    /// <summary>The key has a value.</summary>
    Found = 2,

    /// <summary>The key has none.</summary>
    NotFound = 3,

    /// <summary>The store has no room for another key; nothing changed.</summary>
    Full = 4,
}

/// <summary>What came of an operation.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Value">The value that was found; empty otherwise.</param>
public readonly record struct KeyValueResult(KeyValueStatus Status, Bytes Value = default)
{
    /// <summary>The result of a reply: the status, then the value.</summary>
    public Bytes Encode() => Bytes.Of([(byte)Status, .. Value.Span]);

    /// <summary>The result that the bytes name, or null.</summary>
    public static KeyValueResult? TryDecode(ReadOnlySpan<byte> result) =>
        result is [var status, .. var value] && Enum.IsDefined((KeyValueStatus)status)
        && (value.IsEmpty || status == (byte)KeyValueStatus.Found)
            ? new(((KeyValueStatus)status), Bytes.Of(value))
            : null;
}
