using System.Runtime.Serialization;
using CretoAkka.Configuration.Hocon;

namespace CretoAkka;

/// <summary>
/// The stable name of a peer. Any text that is not empty and at most 256 characters long; compared ordinally.
/// </summary>
public readonly record struct PeerId
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 256;

    private readonly string? _value;

    // Kept: a name is looked up more often than it is made. Another process has other hashes: this goes to none.
    [NonSerialized]
    [IgnoreDataMember]
    private readonly int _hash;

    /// <summary>Names a peer.</summary>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public PeerId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Length > MaxLength)
            throw new ArgumentException(
                $"A peer's name has at most {MaxLength} characters; this one has {value.Length}.", nameof(value));
        (_value, _hash) = (value, HashOf(value));
    }

    /// <summary>The name; empty for <c>default</c>, which names nobody.</summary>
    public string Value => _value ?? "";

    /// <summary>Names a peer.</summary>
    public static implicit operator PeerId(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PeerId other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 || _value is null ? _hash : HashOf(_value);

    /// <summary>
    /// The name for a log or a sentence, where a peer may have chosen it: one that would break the line, or turn its
    /// direction, is in quotes, with escapes. Every other is as it is; <see cref="Value"/> always is.
    /// </summary>
    public override string ToString() => HoconText.Line(Value);

    private static int HashOf(string value) => value.GetHashCode(StringComparison.Ordinal);
}
