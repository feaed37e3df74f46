namespace CretoAkka.Core.Queues;

/// <summary>The lanes that a queue tells apart: the first that it met, up to a number.</summary>
internal sealed class LaneTable<TItem>(int most, StepCount steps)
{
    private readonly Dictionary<string, Lane<TItem>> _lanes = new(StringComparer.Ordinal);

    /// <summary>How often a lane was asked for that found no room.</summary>
    public long Refused { get; private set; }

    /// <summary>A lane; null: there is no name or no room.</summary>
    public Lane<TItem>? Find(string? name)
    {
        steps.Value++;
        if (name is null)
            return null;
        if (_lanes.TryGetValue(name, out var lane))
            return lane;
        if (_lanes.Count == most)
        {
            Refused++;
            return null;
        }
        _lanes.Add(name, lane = new Lane<TItem>(steps));
        return lane;
    }

    /// <summary>The message of a class with the lowest instance of all lanes; null: none waits in a lane.</summary>
    public Pending<TItem>? Lowest(MessageClass of)
    {
        Pending<TItem>? lowest = null;
        foreach (var lane in _lanes.Values)
        {
            steps.Value++;
            if (lane.Lowest(of) is { } first && (lowest is null || RankOf(first) < RankOf(lowest)))
                lowest = first;
        }
        return lowest;
    }

    private static Rank RankOf(Pending<TItem> message) => message.InLane!.Rank;
}
