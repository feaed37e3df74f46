namespace CretoAkka.Calls;

/// <summary>
/// The right to use a peer once. Complete it with its outcome; a permit that is not completed by its deadline is a
/// failure. <c>default</c> is no permit. Copies are the same permit: the first completion counts.
/// </summary>
public readonly struct Permit : IEquatable<Permit>
{
    internal Permit(PermitSlot slot, int version)
    {
        Slot = slot;
        Version = version;
    }

    internal PermitSlot? Slot { get; }

    internal int Version { get; }

    /// <inheritdoc/>
    public bool Equals(Permit other) => ReferenceEquals(Slot, other.Slot) && Version == other.Version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Permit other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Slot, Version);

    /// <summary>Whether both are the same permit.</summary>
    public static bool operator ==(Permit left, Permit right) => left.Equals(right);

    /// <summary>Whether both are different permits.</summary>
    public static bool operator !=(Permit left, Permit right) => !left.Equals(right);
}
