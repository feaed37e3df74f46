namespace CretoAkka.Node.Experiments.Measures;

/// <summary>How well a healthy link did over a while.</summary>
/// <param name="Goodput">Messages handled a second.</param>
/// <param name="P99">The 99th percentile of their latency: the median over seconds of each second's own.</param>
/// <remarks>
/// The median over seconds, because one hiccup of a shared machine, in whichever second it falls, is no property of a
/// way to send.
/// </remarks>
internal readonly record struct LinkQuality(double Goodput, TimeSpan P99)
{
    /// <summary>Measures the seconds of some spans; what was sent in a second counts in it.</summary>
    public static LinkQuality Of(IEnumerable<IReadOnlyList<Arrival>> links, IEnumerable<Span> spans)
    {
        var seconds = spans.SelectMany(span => span.Seconds()).ToList();
        var slices = links
            .SelectMany(link => seconds.Select(second => link.Where(a => second.Holds(a.Stamp)).ToList()))
            .ToList();
        return slices.Count == 0
            ? default
            : new LinkQuality(
                slices.Average(slice => slice.Count),
                Quantiles.Median(slices.Select(P99Of).OfType<TimeSpan>()) ?? default);
    }

    private static TimeSpan? P99Of(List<Arrival> slice) => Quantiles.P99(slice.Select(arrival => arrival.Latency));
}
