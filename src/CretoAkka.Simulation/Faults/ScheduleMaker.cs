using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Faults;

/// <summary>Makes up what goes wrong in a run.</summary>
internal static class ScheduleMaker
{
    private static readonly FaultKind[] Passing =
    [
        FaultKind.Loss, FaultKind.Delay, FaultKind.Duplicate, FaultKind.Cut, FaultKind.Cut, FaultKind.Partition,
        FaultKind.Partition, FaultKind.Flap, FaultKind.Slow, FaultKind.Crash, FaultKind.Crash, FaultKind.Tear,
        FaultKind.Freeze, FaultKind.PauseClock,
    ];

    private static readonly FaultKind[] Lies =
    [
        FaultKind.Twins, FaultKind.Twins, FaultKind.Equivocate, FaultKind.Equivocate, FaultKind.Silent,
        FaultKind.SlowWalk, FaultKind.Forge, FaultKind.Replay, FaultKind.GameProbes,
    ];

    // What one broken replica does for ever, or has done to it.
    private static readonly FaultKind[] Ends =
    [
        FaultKind.Crash, FaultKind.Freeze, FaultKind.Slow, FaultKind.Flap, FaultKind.Cut, FaultKind.Wipe, .. Lies,
    ];

    /// <summary>Faults come and go, of any kind: at most f replicas lie or lose their disks.</summary>
    public static IReadOnlyList<FaultEvent> Safety(Dice dice, int replicas, TimeSpan duration)
    {
        var events = new List<FaultEvent>();
        var wiped = new List<int>();
        foreach (var node in dice.Choose(Faulty(replicas), replicas))
        {
            if (dice.Chance(0.6))
                events.Add(new(TimeSpan.Zero, null, dice.Of(Lies), [node], Amount(dice, FaultKind.SlowWalk)));
            else
                wiped.Add(node);
        }
        var rate = dice.Between(10, 40);
        for (var i = 0; i < rate; i++)
            events.Add(Pass(dice, dice.Of(Passing), replicas, duration));
        foreach (var node in wiped)
        {
            for (var i = dice.Below(3); i > 0; i--)
                events.Add(Pass(dice, FaultKind.Wipe, replicas, duration) with { Nodes = [node] });
        }
        return Ordered(events);
    }

    /// <summary>f replicas break for good; the network between the others is slow at worst.</summary>
    public static IReadOnlyList<FaultEvent> Liveness(Dice dice, int replicas, TimeSpan duration)
    {
        var events = new List<FaultEvent>();
        if (dice.Chance(0.5))
            events.Add(new(TimeSpan.Zero, null, FaultKind.Delay, [], dice.Of([50, 200, 800, 2000, 5000, 5000])));
        if (dice.Chance(0.3))
            events.Add(new(TimeSpan.Zero, null, FaultKind.Loss, [], dice.Between(1, 5)));
        if (dice.Chance(0.3))
            events.Add(new(TimeSpan.Zero, null, FaultKind.Duplicate, [], dice.Between(1, 20)));
        foreach (var node in dice.Choose(Faulty(replicas), replicas))
            events.AddRange(Break(dice, node, replicas, duration));
        return Ordered(events);
    }

    private static IEnumerable<FaultEvent> Break(Dice dice, int node, int replicas, TimeSpan duration)
    {
        var kind = dice.Of(Ends);
        var at = kind.IsByzantine() ? TimeSpan.Zero : Round(dice.Between(TimeSpan.Zero, duration / 4));
        if (!kind.IsOfPair())
        {
            var length = kind == FaultKind.Wipe ? TimeSpan.FromSeconds(dice.Between(1, 20)) : (TimeSpan?)null;
            yield return new(at, length, kind, [node], Amount(dice, kind));
            yield break;
        }
        var amount = Amount(dice, kind);
        foreach (var other in Enumerable.Range(0, replicas).Where(other => other != node))
            yield return new(at, null, kind, dice.Chance(0.5) ? [node, other] : [other, node], amount);
    }

    private static FaultEvent Pass(Dice dice, FaultKind kind, int replicas, TimeSpan duration)
    {
        var at = dice.Between(TimeSpan.Zero, duration - TimeSpan.FromSeconds(30));
        var length = dice.Chance(0.3)
            ? dice.Between(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40))
            : dice.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        int[] nodes = kind switch
        {
            FaultKind.Partition => dice.Choose(dice.Between(1, replicas / 2), replicas),
            _ when kind.IsOfPair() => Pair(dice, replicas),
            _ => [dice.Below(replicas)],
        };
        return new(Round(at), Round(length), kind, nodes, Amount(dice, kind));
    }

    private static int[] Pair(Dice dice, int replicas)
    {
        var pair = dice.Choose(2, replicas);
        return dice.Chance(0.2) ? [] : dice.Chance(0.5) ? pair : [pair[1], pair[0]];
    }

    private static int Amount(Dice dice, FaultKind kind) => kind switch
    {
        FaultKind.Loss => dice.Between(5, 80),
        FaultKind.Duplicate => dice.Between(5, 50),
        FaultKind.Delay => dice.Of([50, 200, 1000, 4000]),
        FaultKind.Flap => dice.Between(100, 3000),
        FaultKind.Slow => dice.Between(200, 5000),
        FaultKind.SlowWalk => dice.Between(100, 1500),
        _ => 0,
    };

    private static int Faulty(int replicas) => (replicas - 1) / 3;

    private static TimeSpan Round(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Floor(time.TotalMilliseconds));

    private static IReadOnlyList<FaultEvent> Ordered(IEnumerable<FaultEvent> events) =>
        [.. events.OrderBy(e => e.At)];
}
