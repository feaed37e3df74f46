namespace CretoAkka.Simulation.Clients;

/// <summary>A part of a run.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal readonly record struct Stretch(TimeSpan From, TimeSpan To)
{
    /// <summary>The same times, those that touch joined, in order.</summary>
    public static IReadOnlyList<Stretch> Join(IEnumerable<Stretch> stretches)
    {
        var joined = new List<Stretch>();
        foreach (var next in stretches.OrderBy(stretch => stretch.From))
        {
            if (joined.Count > 0 && joined[^1] is var last && next.From <= last.To)
                joined[^1] = last with { To = next.To > last.To ? next.To : last.To };
            else
                joined.Add(next);
        }
        return joined;
    }
}
