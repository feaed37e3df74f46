using System.Diagnostics.CodeAnalysis;

namespace CretoAkka.Configuration.Values;

/// <summary>What a key may hold: how it is read, which values are in range, how it is written. Immutable.</summary>
internal abstract class ValueKind<T>
{
    /// <summary>Completes "expected ...".</summary>
    public abstract string Expected { get; }

    /// <summary>Whether what is written must not be shown.</summary>
    public virtual bool IsSecret => false;

    /// <summary>Whether it may be written as a list, whose items are read as one text in brackets.</summary>
    public virtual bool IsList => false;

    /// <summary>
    /// Reads a value; it may still be out of range. What may have been meant, if it is no value and that is plain.
    /// </summary>
    public abstract bool TryRead(string text, [MaybeNullWhen(false)] out T value, out string? meant);

    /// <summary>Whether a value is in range.</summary>
    public abstract bool Allows(T value);

    /// <summary>The text that reads as <paramref name="value"/>.</summary>
    public abstract string Write(T value);
}
