namespace CretoAkka.Benchmarks.Ratios;

/// <summary>How a <see cref="Comparison"/> came out, an operation.</summary>
internal sealed record RatioResult
{
    // The smallest object has 24 bytes: a fraction of one an operation is what other threads allocate meanwhile.
    private const double NoObject = 2;

    public required string Id { get; init; }

    public required string What { get; init; }

    public required string Against { get; init; }

    /// <summary>Ours to theirs: the median over rounds.</summary>
    public required double Ratio { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    public required double? Bound { get; init; }

    /// <summary>What <see cref="Ours"/> and <see cref="Theirs"/> are in.</summary>
    public required string Unit { get; init; }

    public required double Ours { get; init; }

    public required double Theirs { get; init; }

    public required double OursBytes { get; init; }

    public required double TheirsBytes { get; init; }

    public required double? BytesBound { get; init; }

    public required int Rounds { get; init; }

    /// <summary>What makes the figures worthless; null: nothing.</summary>
    public required string? Problem { get; init; }

    /// <summary>Why the bound is out of reach, if <see cref="LimitedBy"/> is beyond it too; null: it is not.</summary>
    public required string? Limit { get; init; }

    /// <summary>The row that proves <see cref="Limit"/>.</summary>
    public required string? LimitedBy { get; init; }

    /// <summary>Whether ratio and bytes are within their bounds, the interval granted; null without bounds.</summary>
    public bool? Reached => Bound is null && BytesBound is null
        ? null
        : Problem is null && !(Low > Bound) && !(OursBytes > BytesBound + NoObject);

    /// <summary>Whether it should be looked into: not reached though it could be, or worthless.</summary>
    /// <param name="all">The rows of the same run, which prove what is out of reach.</param>
    public bool IsMissed(IEnumerable<RatioResult> all) =>
        Problem is not null || (Reached == false && !all.Any(row => row.Id == LimitedBy && row.Low > Bound));
}
