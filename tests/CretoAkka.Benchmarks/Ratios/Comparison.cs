namespace CretoAkka.Benchmarks.Ratios;

/// <summary>What is compared with what, and how the ratio should come out.</summary>
/// <param name="Id">P1 to P13, with a letter where there are several.</param>
/// <param name="What">The work, in words.</param>
/// <param name="Ours">This library's.</param>
/// <param name="Theirs">What it is measured against.</param>
/// <param name="Bound">The ratio to reach; null: shown for comparison only.</param>
internal sealed record Comparison(string Id, string What, Work Ours, Work Theirs, double? Bound)
{
    /// <summary>What both add to: their cost over this is compared. Null: they are compared whole.</summary>
    public Work? Bare { get; init; }

    /// <summary>The bytes an operation may allocate, or add to the bare one; null: no bound.</summary>
    public double? BytesBound { get; init; }

    /// <summary>Says what was not as it should be after the runs; null: nothing to look at.</summary>
    public Func<Task<string?>>? Check { get; init; }
}
