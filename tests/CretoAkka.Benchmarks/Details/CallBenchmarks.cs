using BenchmarkDotNet.Attributes;
using CretoAkka.Benchmarks.Cases;
using Polly;

namespace CretoAkka.Benchmarks.Details;

/// <summary>A call through a closed circuit, beside Polly's.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private readonly PeerId _peer = MeasuredNode.Peer(500);
    private MeasuredNode? _node;
    private ResiliencePipeline _polly = ResiliencePipeline.Empty;

    [GlobalSetup]
    public void SetUp() => (_node, _polly) = (new MeasuredNode(), PollyPeer.Closed());

    [GlobalCleanup]
    public async Task CleanUp() => await _node!.DisposeAsync();

    [Benchmark]
    public int Creto() => Operations.Result(_node!.Circuits.ExecuteAsync(_peer, Operations.AtOnce, 1));

    [Benchmark(Baseline = true)]
    public int Polly() => Operations.Result(_polly.ExecuteAsync(static (s, ct) => Operations.AtOnce(s, ct), 1));

    [Benchmark]
    public async Task<int> CretoYielding() => await _node!.Circuits.ExecuteAsync(_peer, Operations.Later, 1);

    [Benchmark]
    public async Task<int> PollyYielding() =>
        await _polly.ExecuteAsync(static (s, ct) => Operations.Later(s, ct), 1);
}
