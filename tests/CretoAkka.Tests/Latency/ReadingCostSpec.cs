using CretoAkka.Configuration;
using CretoAkka.Core.Latency;
using CretoAkka.Latency;

namespace CretoAkka.Tests.Latency;

/// <summary>Once a tick the new samples of every peer are read: what that costs counts for each of them.</summary>
public sealed class ReadingCostSpec
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Reading_the_samples_of_a_peer_allocates_nothing(int samples)
    {
        var recorder = new LatencyRecorder(CretoSettings.Reference.Default);
        var timeout = new PeerTimeout(AdaptiveTimeoutPolicy.Default);
        var least = long.MaxValue;
        for (var run = 0; run < 20; run++)
        {
            for (var i = 0; i < samples; i++)
                recorder.Sample(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(run));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var read = recorder.Drain(timeout);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(samples, read);
        }
        Assert.Equal(0, least);
    }
}
