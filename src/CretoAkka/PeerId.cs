namespace CretoAkka;

/// <summary>
/// The stable name of a peer. Any text that is not empty and at most 256 characters long; compared ordinally.
/// </summary>
public readonly record struct PeerId
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 256;

    private readonly string? _value;

    /// <summary>Names a peer.</summary>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public PeerId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Length > MaxLength)
            throw new ArgumentException(
                $"A peer's name has at most {MaxLength} characters; this one has {value.Length}.", nameof(value));
        _value = value;
    }

    /// <summary>The name; empty for <c>default</c>, which names nobody.</summary>
    public string Value => _value ?? "";

    /// <summary>Names a peer.</summary>
    public static implicit operator PeerId(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
