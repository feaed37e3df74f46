using CretoAkka.Node.Experiments.Traffic;

namespace CretoAkka.Node.Experiments.Measures;

/// <summary>What a target was still told after a fault, though it was of no use any more.</summary>
internal static class Staleness
{
    /// <summary>A message is stale at the end of a fault if it was sent longer ago than this.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    /// <summary>Messages handled after <paramref name="resumed"/>, and sent more than the bound before it.</summary>
    public static int Handled(IEnumerable<Arrival> arrivals, TimeSpan resumed) =>
        arrivals.Count(arrival => arrival.At >= resumed && arrival.Stamp < resumed - Bound);

    /// <summary>
    /// Votes and critical messages of a fault that the target needs and never got: of each key nothing that was sent
    /// after <paramref name="fault"/> began, or a critical message of that time.
    /// </summary>
    /// <param name="arrivals">What the target handled, in the fault and until <paramref name="until"/>.</param>
    /// <param name="reference">What a healthy peer, which was sent the same, handled.</param>
    /// <param name="fault">When the target was away.</param>
    /// <param name="until">When it must have caught up.</param>
    public static int Missing(
        IReadOnlyCollection<Arrival> arrivals, IReadOnlyCollection<Arrival> reference, Span fault, TimeSpan until)
    {
        var newest = Newest(arrivals.Where(arrival => arrival.At < until));
        var wanted = reference.Where(arrival => fault.Holds(arrival.Stamp)).ToList();
        var got = arrivals.Where(a => a.Key == Vote.CriticalKey && a.At < until).Select(a => a.Version).ToHashSet();
        return Newest(wanted).Count(pair => newest.GetValueOrDefault(pair.Key, -1) < pair.Value)
            + wanted.Count(arrival => arrival.Key == Vote.CriticalKey && !got.Contains(arrival.Version));
    }

    private static Dictionary<int, long> Newest(IEnumerable<Arrival> arrivals) => arrivals
        .Where(arrival => arrival.Key != Vote.CriticalKey)
        .GroupBy(arrival => arrival.Key)
        .ToDictionary(key => key.Key, key => key.Max(arrival => arrival.Version));
}
