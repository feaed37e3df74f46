namespace CretoAkka.Node.Faults.Links;

/// <summary>How one direction between two nodes is. Immutable; the default is a perfect link.</summary>
internal sealed record LinkCondition
{
    /// <summary>Nothing is wrong.</summary>
    public static readonly LinkCondition Perfect = new();

    /// <summary>How much longer every frame takes. At least zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Bytes that pass in a second; null: as many as come.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>The share of frames that vanish, 0 to 1. The connection stays: nobody is told.</summary>
    public double Loss { get; init; }

    /// <summary>How long a frame of so many bytes keeps the next one waiting.</summary>
    public TimeSpan TimeFor(int bytes) =>
        BytesPerSecond is { } rate ? TimeSpan.FromSeconds(bytes / rate) : TimeSpan.Zero;
}
