namespace CretoAkka.Node.Experiments.Measures;

/// <summary>A message was handled by its target.</summary>
/// <param name="Key">What it voted on.</param>
/// <param name="Version">Which vote on that.</param>
/// <param name="Stamp">When it was sent.</param>
/// <param name="At">When it was handled.</param>
internal readonly record struct Arrival(int Key, long Version, TimeSpan Stamp, TimeSpan At)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Latency => At - Stamp;
}
