using CretoAkka.Benchmarks.Ratios;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>Everything that is compared, in the order of the table. Add a class of cases here.</summary>
internal sealed class RatioCases : IAsyncDisposable
{
    private readonly MeasuredNode _node = new();
    private readonly CallCases _calls;
    private readonly YieldingCases _yielding;

    public RatioCases()
    {
        _calls = new CallCases(_node);
        _yielding = new YieldingCases(_node);
    }

    public IEnumerable<Comparison> All() =>
    [
        .. _calls.All(),
        .. _yielding.All(),
        .. new RefusalCases(_node).All(),
        .. new ForwardCases(_node).All(),
        .. new StepCases(_calls.Polly).All(),
        .. new WindowCases().All(),
    ];

    public async ValueTask DisposeAsync()
    {
        _yielding.Dispose();
        await _node.DisposeAsync();
    }
}
