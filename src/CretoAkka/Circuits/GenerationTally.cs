namespace CretoAkka.Circuits;

/// <summary>
/// Counts the successes of one closed generation without a lock, until it is sealed. Thread-safe.
/// </summary>
/// <remarks>
/// A seal at an exact count lets a trip rest on that count: no success can slip in behind its verdict.
/// </remarks>
internal sealed class GenerationTally
{
    // Increments that come late leave the seal as it is: the bit is far beyond what they can reach.
    private const long SealedBit = long.MinValue;

    private long _count;
    private long _held;

    /// <summary>Successes so far; once sealed, those before the seal. By whoever may seal.</summary>
    public long Count => Interlocked.Read(ref _count) is var count and >= 0 ? count : _held;

    /// <summary>Counts one success; false where the generation has passed.</summary>
    public bool TryCount() => Interlocked.Increment(ref _count) > 0;

    /// <summary>Seals the tally if nothing was counted beyond <paramref name="seen"/>.</summary>
    public bool TrySeal(long seen)
    {
        if (Interlocked.CompareExchange(ref _count, seen | SealedBit, seen) != seen)
            return false;
        _held = seen;
        return true;
    }

    /// <summary>Seals the tally whatever it holds.</summary>
    /// <returns>What it held; null if it was sealed before.</returns>
    public long? Seal()
    {
        var seen = Interlocked.Or(ref _count, SealedBit);
        if (seen < 0)
            return null;
        _held = seen;
        return seen;
    }
}
