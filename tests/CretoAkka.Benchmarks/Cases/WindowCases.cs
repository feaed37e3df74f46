using CretoAkka.Benchmarks.Ratios;
using CretoAkka.Core.Latency;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P11: one more latency, and the percentile of the last hundred.</summary>
internal sealed class WindowCases
{
    private const int Capacity = 100;
    private const int Samples = 4_096;

    // Unpredictable, as latencies are: a branch that is guessed right every time would flatter either side.
    private readonly TimeSpan[] _samples = Unpredictable();
    private readonly LatencyWindow _window = new(Capacity);
    // Whole numbers: sorting them is several times cheaper than sorting spans, and would be what one does.
    private readonly long[] _ring = new long[Capacity];
    private readonly long[] _copy = new long[Capacity];

    // Both start full: an empty slot is no sample to sort.
    public WindowCases()
    {
        RecordAndRead(Capacity);
        for (var i = 0; i < Capacity; i++)
            _ring[i] = _samples[i].Ticks;
    }

    public IEnumerable<Comparison> All()
    {
        yield return new Comparison(
            "P11", "window of 100, record and read P99", Work.Sync("LatencyWindow", RecordAndRead),
            Work.Sync("sorting a copy", SortACopy), 0.06)
        {
            BytesBound = 0,
            Check = SameAnswer,
        };
    }

    private void RecordAndRead(int times)
    {
        var sum = TimeSpan.Zero;
        for (var i = 0; i < times; i++)
        {
            _window.Record(_samples[i % Samples]);
            sum += _window.Percentile(99);
        }
        if (sum == TimeSpan.Zero)
            throw new InvalidOperationException("There were no samples.");
    }

    private void SortACopy(int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
        {
            _ring[i % Capacity] = _samples[i % Samples].Ticks;
            sum += SortedCopy()[Capacity - 2];
        }
        if (sum == 0)
            throw new InvalidOperationException("There were no samples.");
    }

    private long[] SortedCopy()
    {
        _ring.CopyTo(_copy, 0);
        Array.Sort(_copy);
        return _copy;
    }

    private Task<string?> SameAnswer()
    {
        RecordAndRead(Samples);
        SortACopy(Samples);
        var same = _window.Percentile(99).Ticks == SortedCopy()[Capacity - 2];
        return Task.FromResult(same ? null : "the two percentiles differ");
    }

    private static TimeSpan[] Unpredictable()
    {
        var random = new Random(20_260_101);
        return [.. Enumerable.Range(0, Samples).Select(_ => TimeSpan.FromMicroseconds(random.Next(100, 100_000)))];
    }
}
