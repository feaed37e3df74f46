namespace CretoAkka.Core.Sessions;

/// <summary>The messages that are sent and neither acknowledged nor given up, found by number in O(1).</summary>
/// <remarks>
/// A ring that grows with the span of numbers outstanding and lets go of its store when it was large.
/// </remarks>
internal sealed class SendWindow<TItem>(int span)
{
    private const int Smallest = 16;
    private const int LargestKept = 256;

    private readonly NumberRing _present = new(span);
    private Slot[] _slots = [];

    /// <summary>The lowest number outstanding, or the next one where nothing is.</summary>
    public long Lowest { get; private set; } = 1;

    /// <summary>The highest number given; 0: none.</summary>
    public long Last { get; private set; }

    public int Count { get; private set; }

    public int Bytes { get; private set; }

    public bool HasNumber => Last + 1 - Lowest < span;

    public bool Contains(long number) => number >= Lowest && number <= Last && _present.Contains(number);

    public ref Slot this[long number] => ref _slots[number & (_slots.Length - 1)];

    /// <summary>The first number outstanding from one on, up to another; one more than that if there is none.</summary>
    public long Next(long from, long through) => _present.Next(true, from, through);

    public long Add(TItem item, int bytes, bool counts, long judgedBy)
    {
        var number = ++Last;
        if (number - Lowest >= _slots.Length)
            Grow();
        this[number] = new Slot { Item = item, Bytes = bytes, Counts = counts, JudgedBy = judgedBy };
        _present.Add(number);
        Count++;
        Bytes += bytes;
        return number;
    }

    public TItem Remove(long number)
    {
        ref var slot = ref this[number];
        var item = slot.Item;
        Bytes -= slot.Bytes;
        Count--;
        slot = default;
        _present.Remove(number);
        if (number == Lowest)
            Lowest = Next(number, Last);
        if (Count == 0 && _slots.Length > LargestKept)
            _slots = [];
        return item;
    }

    private void Grow()
    {
        var larger = new Slot[Math.Max(_slots.Length * 2, Smallest)];
        for (var number = Next(Lowest, Last - 1); number < Last; number = Next(number + 1, Last - 1))
            larger[number & (larger.Length - 1)] = this[number];
        _slots = larger;
    }

    internal struct Slot
    {
        public TItem Item;
        public int Bytes;
        public int Retries;

        // The marker after the last time it was sent: once that has arrived without it, it is lost.
        public long JudgedBy;
        public bool IsLost;

        // Whether its loss says something of the session.
        public bool Counts;
    }
}
