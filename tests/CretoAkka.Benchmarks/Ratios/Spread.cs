namespace CretoAkka.Benchmarks.Ratios;

/// <summary>The median of repeated measurements and the interval that holds the true one in 19 of 20 cases.</summary>
internal readonly record struct Spread(double Median, double Low, double High)
{
    /// <summary>By order statistics: nothing is assumed of how measurements are distributed.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var half = 0.98 * Math.Sqrt(sorted.Length);
        var low = (int)Math.Max(Math.Floor(sorted.Length / 2.0 - half), 0);
        var high = (int)Math.Min(Math.Ceiling(sorted.Length / 2.0 + half), sorted.Length - 1);
        return new Spread(Middle(sorted), sorted[low], sorted[high]);
    }

    private static double Middle(double[] sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
