using CretoAkka.Core.Latency;

namespace CretoAkka.Core.Tests.Latency;

public class LatencyWindowTests
{
    [Fact]
    public void An_empty_window_has_no_latency()
    {
        var window = new LatencyWindow(100);
        Assert.Equal(0, window.Count);
        Assert.Equal(TimeSpan.Zero, window.Percentile(99));
        Assert.Equal(TimeSpan.Zero, window.Mean);
    }

    [Theory]
    [Trait("Decision", "D9")]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1.01, 2)]
    [InlineData(50, 50)]
    [InlineData(55, 55)]
    [InlineData(98.1, 99)]
    [InlineData(99, 99)]
    [InlineData(99.01, 100)]
    [InlineData(100, 100)]
    public void A_percentile_is_the_nearest_rank(double percent, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Filled(100).Percentile(percent));

    [Fact]
    public void A_single_sample_is_every_percentile()
    {
        var window = Filled(1);
        Assert.All([0.0, 0.1, 50, 100], p => Assert.Equal(TimeSpan.FromMilliseconds(1), window.Percentile(p)));
    }

    [Fact]
    public void Only_the_latest_samples_count()
    {
        var window = new LatencyWindow(3);
        foreach (var milliseconds in new[] { 900, 1, 2, 3 })
            window.Record(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(3, window.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(3), window.Percentile(100));
        Assert.Equal(TimeSpan.FromMilliseconds(2), window.Mean);
    }

    [Fact]
    public void A_sample_is_rounded_up_to_a_microsecond_and_bounded()
    {
        var window = new LatencyWindow(1);
        Assert.Equal(TimeSpan.FromMicroseconds(2), Recorded(window, TimeSpan.FromTicks(11)));
        Assert.Equal(TimeSpan.FromMicroseconds(1), Recorded(window, TimeSpan.FromTicks(10)));
        Assert.Equal(TimeSpan.Zero, Recorded(window, TimeSpan.MinValue));
        Assert.Equal(TimeSpan.FromMicroseconds(int.MaxValue - 1), Recorded(window, TimeSpan.MaxValue));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void What_is_no_percentage_is_refused(double percent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Filled(3).Percentile(percent));

    [Fact]
    public void Neither_a_sample_nor_a_percentile_allocates()
    {
        var window = Filled(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Recorded(window, TimeSpan.FromTicks(i * 7919 % 1000));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_window_of_a_hundred_samples_takes_less_than_1600_bytes()
    {
        Filled(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var window = new LatencyWindow(100);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1600);
        Assert.Equal(100, window.Capacity);
    }

    private static TimeSpan Recorded(LatencyWindow window, TimeSpan sample)
    {
        window.Record(sample);
        return window.Percentile(99);
    }

    // Samples of 1 to count milliseconds, in an order that is neither ascending nor descending.
    private static LatencyWindow Filled(int count)
    {
        var window = new LatencyWindow(count);
        for (var i = 0; i < count; i++)
            window.Record(TimeSpan.FromMilliseconds(i * 37 % count + 1));
        return window;
    }
}
