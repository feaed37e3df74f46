namespace CretoAkka.Hosting;

/// <summary>How the open period grows: section <c>backoff</c>.</summary>
public sealed class BackoffOptions
{
    /// <summary>What each further trip multiplies the period by. Key <c>factor</c>.</summary>
    public double? Factor { get; set; }

    /// <summary>The longest period. Key <c>max</c>.</summary>
    public TimeSpan? Max { get; set; }

    /// <summary>The largest share of a period that is taken off at random. Key <c>jitter</c>.</summary>
    public double? Jitter { get; set; }
}
