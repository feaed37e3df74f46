using CretoAkka.Core.Latency;
using CsCheck;

namespace CretoAkka.Core.Tests.Latency;

/// <summary>The dumb twin keeps all samples and sorts the last of them at every question.</summary>
public class LatencyWindowModel
{
    // Few distinct values, so that equal samples are the rule, beside values of every size; below 0: forget all.
    private static readonly Gen<(int Capacity, int[] Samples)> Histories =
        Gen.Select(Gen.Int[1, 40], Gen.OneOf(Gen.Int[-1, 6], Gen.Int[0, 1_000_000]).Array[0, 120]);

    [Fact]
    public void The_window_agrees_with_its_dumb_twin() => Histories.Sample((capacity, samples) =>
    {
        var (window, all) = (new LatencyWindow(capacity), new List<int>());
        foreach (var sample in samples)
        {
            if (sample < 0)
            {
                window.Clear();
                all.Clear();
                continue;
            }
            window.Record(TimeSpan.FromMicroseconds(sample));
            all.Add(sample);
            AssertSame(all.TakeLast(capacity).Order().ToArray(), window);
        }
    }, iter: 2_000);

    private static void AssertSame(int[] sorted, LatencyWindow window)
    {
        Assert.Equal(sorted.Length, window.Count);
        Assert.Equal(sorted.Average(), window.Mean.TotalMicroseconds, tolerance: 0.5);
        foreach (var percent in new[] { 0, 1, 33, 50, 90, 99, 100 })
        {
            // The smallest sample that at least so many percent of all do not exceed.
            var twin = sorted.First(s => sorted.Count(other => other <= s) * 100 >= percent * sorted.Length);
            Assert.Equal(TimeSpan.FromMicroseconds(twin), window.Percentile(percent));
        }
    }
}
