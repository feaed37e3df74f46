namespace CretoAkka.Node.Experiments.Measures;

/// <summary>Percentiles by the nearest rank, and medians.</summary>
internal static class Quantiles
{
    /// <summary>The 99th percentile; null: there is nothing.</summary>
    public static TimeSpan? P99(IEnumerable<TimeSpan> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : sorted[(int)Math.Ceiling(0.99 * sorted.Count) - 1];
    }

    /// <summary>The median, the smaller of two in the middle; null: there is nothing.</summary>
    public static TimeSpan? Median(IEnumerable<TimeSpan> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : sorted[(sorted.Count - 1) / 2];
    }
}
