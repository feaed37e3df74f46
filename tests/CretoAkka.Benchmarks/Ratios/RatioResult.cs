namespace CretoAkka.Benchmarks.Ratios;

/// <summary>How a <see cref="Comparison"/> came out: nanoseconds and bytes, both per operation.</summary>
internal sealed record RatioResult
{
    public required string Id { get; init; }

    public required string What { get; init; }

    public required string Against { get; init; }

    /// <summary>Ours divided by theirs: the median over rounds.</summary>
    public required double Ratio { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    public required double? Bound { get; init; }

    public required double OursNanoseconds { get; init; }

    public required double TheirsNanoseconds { get; init; }

    public required double OursBytes { get; init; }

    public required double TheirsBytes { get; init; }

    public required double? BytesBound { get; init; }

    public required int Rounds { get; init; }

    // The smallest object has 24 bytes: a fraction of one an operation is what other threads allocate meanwhile.
    private const double NoObject = 2;

    /// <summary>What makes the figures worthless; null: nothing.</summary>
    public required string? Problem { get; init; }

    /// <summary>Whether time and bytes are within their bounds, the interval granted; null without bounds.</summary>
    public bool? Reached => Bound is null && BytesBound is null
        ? null
        : Problem is null && !(Low > Bound) && !(OursBytes > BytesBound + NoObject);
}
