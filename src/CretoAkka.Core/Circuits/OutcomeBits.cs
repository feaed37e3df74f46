namespace CretoAkka.Core.Circuits;

/// <summary>The last outcomes by count: a ring with a bit for each, set where it failed.</summary>
internal sealed class OutcomeBits(int capacity)
{
    private readonly ulong[] _failed = new ulong[(capacity + 63) / 64];
    private int _next;

    public int Count { get; private set; }

    public int Failures { get; private set; }

    public void Clear()
    {
        Array.Clear(_failed);
        (_next, Count, Failures) = (0, 0, 0);
    }

    public void Succeed(long count)
    {
        for (var left = Math.Min(count, capacity); left > 0; left--)
            Add(failed: false);
    }

    public void Fail() => Add(failed: true);

    /// <summary>Outcomes and failures as they would be with one failure more.</summary>
    public (long Count, long Failures) WithFailure()
    {
        var leaves = (_failed[_next / 64] >> (_next % 64)) & 1;
        return (Math.Min(Count + 1, capacity), Failures + 1 - (int)leaves);
    }

    private void Add(bool failed)
    {
        ref var word = ref _failed[_next / 64];
        var bit = 1UL << (_next % 64);

        if ((word & bit) != 0) // of the outcome that leaves; a place never used is clear
            Failures--;
        word = failed ? word | bit : word & ~bit;
        if (failed)
            Failures++;

        _next = (_next + 1) % capacity;
        Count = Math.Min(Count + 1, capacity);
    }
}
