namespace CretoAkka.Core.Circuits;

/// <summary>The outcomes of the last span of time, counted by slices of it.</summary>
internal sealed class OutcomeSlices(TimeSpan span)
{
    /// <summary>Slices in a span: an outcome is in the window for more than 31 of them and at most 32.</summary>
    public const int Slices = 32;

    private readonly long _length = Math.Max(1, span.Ticks / Slices);

    // Made by the first outcome: most circuits of calls never have one, and most peers begin idle.
    private Slice[]? _slices;
    private long _newest;

    public long Count { get; private set; }

    public long Failures { get; private set; }

    public void Clear()
    {
        _slices?.AsSpan().Clear();
        (Count, Failures) = (0, 0);
    }

    public void Succeed(long count, TimeSpan now)
    {
        if (count <= 0)
            return;

        ref var slice = ref SliceAt(now);
        var room = (uint)Math.Min(count, uint.MaxValue - slice.Successes); // a slice stops counting at four billion
        slice.Successes += room;
        Count += room;
    }

    public void Fail(TimeSpan now)
    {
        ref var slice = ref SliceAt(now);
        if (slice.Failures == uint.MaxValue)
            return;
        slice.Failures++;
        Failures++;
        Count++;
    }

    /// <summary>Outcomes and failures as they would be with one failure more.</summary>
    public (long Count, long Failures) WithFailure(TimeSpan now)
    {
        var room = SliceAt(now).Failures == uint.MaxValue ? 0 : 1;
        return (Count + room, Failures + room);
    }

    private ref Slice SliceAt(TimeSpan now)
    {
        _slices ??= new Slice[Slices];
        // Never backwards: two callers may both have read the clock before either of them is here.
        var number = Math.Max(_newest, now.Ticks / _length);
        if (number - _newest >= Slices)
            Clear();
        else
            for (var passed = _newest + 1; passed <= number; passed++)
                Drop(ref _slices[passed % Slices]);
        _newest = number;
        return ref _slices[number % Slices];
    }

    private void Drop(ref Slice slice)
    {
        Count -= (long)slice.Successes + slice.Failures;
        Failures -= slice.Failures;
        slice = default;
    }

    private struct Slice
    {
        public uint Successes;
        public uint Failures;
    }
}
