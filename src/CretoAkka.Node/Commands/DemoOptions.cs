namespace CretoAkka.Node.Commands;

/// <summary>Which faults the demo goes through.</summary>
internal enum TourKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>node-4 hangs, recovers, is killed and restarts empty.</summary>
    Default,
}

/// <summary>What was asked for on the command line.</summary>
internal sealed record DemoOptions
{
    /// <summary>How long the demo runs without <c>--duration</c>.</summary>
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(60);

    /// <summary>How long to run; null: until it is interrupted, or the input ends.</summary>
    public TimeSpan? Duration { get; init; } = DefaultDuration;

    /// <summary>Lines instead of a live table.</summary>
    public bool Plain { get; init; }

    /// <summary>The faults.</summary>
    public TourKind Tour { get; init; } = TourKind.Default;

    /// <summary>A HOCON file laid over the demo's own.</summary>
    public FileInfo? Config { get; init; }

    /// <summary>A file of operations, <c>-</c> for standard input; null: none.</summary>
    public string? Input { get; init; }

    /// <summary>Whether the page may force circuits and, without a tour, inject faults.</summary>
    public bool Control { get; init; }

    /// <summary>The first HTTP port; null: the first free run of four.</summary>
    public int? HttpPort { get; init; }
}
