namespace CretoAkka.Circuits;

/// <summary>
/// Counts the successes of one closed generation without a lock, until it is sealed. Thread-safe.
/// </summary>
/// <remarks>
/// A seal at an exact count lets a trip rest on that count: no success can slip in behind its verdict.
/// </remarks>
internal sealed class GenerationTally
{
    private const long SealedBit = long.MinValue;

    private long _count;

    /// <summary>Successes so far, also once sealed.</summary>
    public long Count => Interlocked.Read(ref _count) & ~SealedBit;

    /// <summary>Counts one success; false where the generation has passed.</summary>
    public bool TryCount()
    {
        // A sealed count is negative and stays so: the bit is far beyond what late increments can reach.
        return Interlocked.Increment(ref _count) > 0;
    }

    /// <summary>Seals the tally if nothing was counted beyond <paramref name="seen"/>.</summary>
    public bool TrySeal(long seen) => Interlocked.CompareExchange(ref _count, seen | SealedBit, seen) == seen;

    /// <summary>Seals the tally whatever it holds.</summary>
    /// <returns>What it held; null if it was sealed before.</returns>
    public long? Seal()
    {
        var seen = Interlocked.Or(ref _count, SealedBit);
        return seen < 0 ? null : seen;
    }
}
