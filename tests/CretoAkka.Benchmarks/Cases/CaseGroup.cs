using CretoAkka.Benchmarks.Ratios;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>Comparisons that share what they need, which is there only while they are measured.</summary>
/// <param name="Ids">P1 to P13, without the letter.</param>
/// <param name="Start">Makes what they need.</param>
internal sealed record CaseGroup(string[] Ids, Func<Task<StartedCases>> Start)
{
    /// <summary>Those that need a node of a thousand peers.</summary>
    public static CaseGroup OfNode(string[] ids, Func<MeasuredNode, IEnumerable<Comparison>> cases) => new(ids, () =>
    {
        var node = new MeasuredNode();
        return Task.FromResult(new StartedCases(cases(node), node));
    });

    /// <summary>Those that need nothing.</summary>
    public static CaseGroup Of(string[] ids, Func<IEnumerable<Comparison>> cases) =>
        new(ids, () => Task.FromResult(new StartedCases(cases())));
}

/// <summary>Comparisons that can be measured now.</summary>
internal sealed record StartedCases(IEnumerable<Comparison> All, IAsyncDisposable? Owner = null) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (Owner is not null)
            await Owner.DisposeAsync();
    }
}
