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

    /// <summary>How one round's two figures become its ratio.</summary>
    public Func<double, double, double> Ratio { get; init; } = static (ours, theirs) => ours / theirs;

    /// <summary>What the figures are in.</summary>
    public string Unit { get; init; } = "ns";

    /// <summary>Operations of a run; null: as many as fill one.</summary>
    public int? Times { get; init; }

    /// <summary>
    /// Whether both run until their code is compiled for good before they are measured. Where <see cref="Times"/> is
    /// null they do.
    /// </summary>
    public bool IsWarmedUp { get; init; }

    /// <summary>What is measured for it.</summary>
    public IReadOnlyList<Work> Works => Bare is { } bare ? [Ours, Theirs, bare] : [Ours, Theirs];

    /// <summary>Whether it is measured in the rounds of the one before it: a work that they share is measured once.</summary>
    public bool SharesRounds { get; init; }

    /// <summary>How many times as many rounds as are asked for: more where a moment of the machine decides.</summary>
    public int RoundsFactor { get; init; } = 1;

    /// <summary>Rounds at most, where one takes long; null: as many as are asked for.</summary>
    public int? MostRounds { get; init; }

    /// <summary>The bytes an operation may allocate, or add to the bare one; null: no bound.</summary>
    public double? BytesBound { get; init; }

    /// <summary>Why the bound is out of reach, if the row <see cref="LimitedBy"/> is beyond it too; null: it is not.</summary>
    public string? Limit { get; init; }

    /// <summary>The row that proves <see cref="Limit"/> in the same run.</summary>
    public string? LimitedBy { get; init; }

    /// <summary>Says what was not as it should be after the runs; null: nothing to look at.</summary>
    public Func<Task<string?>>? Check { get; init; }

    /// <summary>What ours adds to theirs, as a share of an operation that takes so long.</summary>
    public static Func<double, double, double> ShareOf(TimeSpan operation) =>
        (ours, theirs) => (ours - theirs) / operation.TotalNanoseconds;

    /// <summary>Ours to theirs, each with an operation that takes so long.</summary>
    public static Func<double, double, double> Around(TimeSpan operation) =>
        (ours, theirs) => (operation.TotalNanoseconds + ours) / (operation.TotalNanoseconds + theirs);
}
