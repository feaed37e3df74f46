using System.Runtime.InteropServices;

namespace CretoAkka.Circuits;

/// <summary>
/// Counts the successes of one closed generation without a lock, until it is sealed. Thread-safe.
/// </summary>
/// <remarks>
/// A seal at an exact count lets a trip rest on that count: no success can slip in behind its verdict. Who seals,
/// spreads or reads holds the gate's lock.
/// </remarks>
internal sealed class GenerationTally
{
    /// <summary>Successes that make a tally a busy one.</summary>
    public const long Many = 1 << 14;

    private Cell _cell;
    private bool _isSealed;

    // Where many come: a count for each processor.
    private volatile Padded[]? _spread;

    /// <summary>Successes so far; once sealed, those before the seal.</summary>
    public long Count
    {
        get
        {
            var count = _cell.Count(_isSealed);
            foreach (ref var padded in _spread.AsSpan())
                count += padded.Cell.Count(_isSealed);
            return count;
        }
    }

    /// <summary>
    /// Counts one success; false where it is sealed. Without the lock that can be a seal that does not hold: who asks
    /// again with the lock knows.
    /// </summary>
    /// <param name="isBusy">Whether it is time to <see cref="Spread"/> it.</param>
    /// <param name="place">Where, once it is spread: of <see cref="Processors"/>; null: where this runs.</param>
    public bool TryCount(out bool isBusy, int? place = null)
    {
        isBusy = false;
        if (_spread is { } spread)
            return spread[place ?? Processors.Mine].Cell.Increment() > 0;
        var count = _cell.Increment();
        isBusy = count == Many;
        return count > 0;
    }

    /// <summary>From now on each processor counts for itself.</summary>
    public void Spread()
    {
        if (!_isSealed && Processors.Places > 1)
            _spread ??= new Padded[Processors.Places];
    }

    /// <summary>Seals the tally if nothing was counted beyond <paramref name="seen"/>.</summary>
    public bool TrySeal(long seen)
    {
        Seal();
        if (Count == seen)
            return true;
        Unseal();
        return false;
    }

    /// <summary>Seals the tally whatever it holds; once.</summary>
    public void Seal()
    {
        if (_isSealed)
            return;
        _cell.Seal();
        foreach (ref var padded in _spread.AsSpan())
            padded.Cell.Seal();
        _isSealed = true;
    }

    // Who was turned away meanwhile waits for the lock, and counts then.
    private void Unseal()
    {
        _cell.Unseal();
        foreach (ref var padded in _spread.AsSpan())
            padded.Cell.Unseal();
        _isSealed = false;
    }

    private struct Cell
    {
        // Increments that come late leave the seal as it is: the bit is far beyond what they can reach.
        private const long SealedBit = long.MinValue;

        private long _count;
        private long _held;

        public long Increment() => Interlocked.Increment(ref _count);

        public long Count(bool isSealed) => isSealed ? _held : Interlocked.Read(ref _count);

        public void Seal() => _held = Interlocked.Or(ref _count, SealedBit);

        public void Unseal() => Interlocked.Exchange(ref _count, _held);
    }

    // In a line of its own, and two for processors that fetch lines in pairs; and none with the array's own length.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Padded
    {
        [FieldOffset(64)]
        public Cell Cell;
    }
}
