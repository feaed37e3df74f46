using BenchmarkDotNet.Attributes;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;

namespace CretoAkka.Benchmarks.Details;

/// <summary>The pure core: one step of a circuit, one latency more in a window.</summary>
[MemoryDiagnoser]
public class CoreBenchmarks
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    private readonly CircuitPolicy _policy = new() { FailureThreshold = 1 };
    private readonly Circuit _closed = Circuit.Create(new CircuitPolicy());
    private readonly LatencyWindow _window = new(100);
    private readonly Random _random = new(1);

    [Benchmark]
    public Circuit StepThatChangesNothing() =>
        _closed.Step(CircuitInput.Succeed(_closed.Generation), Now, _policy).Next;

    [Benchmark]
    public Circuit StepThatOpens() => _closed.Step(CircuitInput.Fail(_closed.Generation), Now, _policy).Next;

    [Benchmark]
    public TimeSpan RecordAndReadPercentile()
    {
        _window.Record(TimeSpan.FromMicroseconds(_random.Next(100, 100_000)));
        return _window.Percentile(99);
    }
}
