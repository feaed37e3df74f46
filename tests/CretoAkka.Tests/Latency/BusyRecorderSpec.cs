using CretoAkka.Circuits;
using CretoAkka.Configuration;
using CretoAkka.Core.Latency;
using CretoAkka.Latency;
using CretoAkka.Metrics;

namespace CretoAkka.Tests.Latency;

/// <summary>Where samples come faster than they are read, each processor keeps its own.</summary>
public sealed class BusyRecorderSpec
{
    private const int Threads = 8;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(3);

    private readonly LatencyRecorder _recorder = new(CretoSettings.Reference.Default);
    private readonly PeerTimeout _timeout = new(AdaptiveTimeoutPolicy.Default);

    [Fact]
    public void What_comes_slower_than_it_is_read_is_read_once_each_from_any_thread()
    {
        Overflow();
        for (var round = 0; round < 100; round++)
        {
            InTurn(thread => _recorder.Sample(Latency, TimeSpan.FromSeconds(round)));
            Assert.Equal(Threads, _recorder.Drain(_timeout));
            Assert.Equal(0, _recorder.Drain(_timeout));
        }
        Assert.Equal((Latency, Latency), (_timeout.Window.Percentile(1), _timeout.Window.Percentile(99)));
    }

    [Fact]
    public void Samples_that_come_together_are_read_as_what_they_were()
    {
        Overflow();
        for (var round = 0; round < 100; round++)
        {
            Together(thread =>
            {
                for (var i = 0; i < 1_000; i++)
                    _recorder.Sample((1 + thread) * Latency, TimeSpan.FromSeconds(round));
            });
            Assert.InRange(_recorder.Drain(_timeout), 1, (1 + Processors.Places) * Threads * 1_000);
            Assert.InRange(_timeout.Window.Percentile(1), Latency, Threads * Latency);
            Assert.InRange(_timeout.Window.Percentile(99), Latency, Threads * Latency);
        }
    }

    [Fact]
    public void Samples_of_one_thread_after_a_burst_push_out_those_of_the_burst()
    {
        Overflow();
        for (var i = 0; i < 10 * AdaptiveTimeoutPolicy.Default.MaxSamples; i++)
        {
            _recorder.Sample(2 * Latency, TimeSpan.FromSeconds(1));
            _recorder.Drain(_timeout);
        }
        Assert.Equal(2 * Latency, _timeout.Window.Percentile(1));
    }

    [Fact]
    public void One_that_is_not_busy_has_one_ring_and_one_that_is_has_one_for_each_processor_too()
    {
        var one = new SampleRing(AdaptiveTimeoutPolicy.Default.MaxSamples).Size;
        _recorder.Sample(Latency, TimeSpan.Zero);
        _recorder.Drain(_timeout);
        Assert.Equal(one, KeptOf(one)); // From now on it is busy.
        Assert.Equal(Processors.Places * one, KeptOf(one));
    }

    private int KeptOf(int many)
    {
        for (var i = 0; i < Processors.Places * many; i++)
            _recorder.Record(Latency, LatencyStatus.Success, TimeSpan.Zero, place: i / many);
        return _recorder.Drain(_timeout);
    }

    private void Overflow()
    {
        for (var i = 0; i < 2_000; i++)
            _recorder.Sample(Latency, TimeSpan.Zero);
        _recorder.Drain(_timeout);
    }

    private static void InTurn(Action<int> act)
    {
        for (var i = 0; i < Threads; i++)
            Together(_ => act(i), threads: 1);
    }

    private static void Together(Action<int> act, int threads = Threads)
    {
        var all = Enumerable.Range(0, threads).Select(i => new Thread(() => act(i))).ToList();
        all.ForEach(t => t.Start());
        all.ForEach(t => t.Join());
    }
}
