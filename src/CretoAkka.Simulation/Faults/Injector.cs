using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Networks;
using CretoAkka.Simulation.Nodes;

namespace CretoAkka.Simulation.Faults;

/// <summary>Makes happen what a schedule says.</summary>
internal sealed class Injector(World world, IReadOnlyList<Node> nodes, Dice dice)
{
    private readonly List<FaultEvent> _active = [];
    private readonly HashSet<FaultEvent> _flapped = [];
    private readonly Dictionary<FaultKind, int> _counts = [];

    /// <summary>Faults that began, by kind.</summary>
    public IReadOnlyDictionary<FaultKind, int> Counts => _counts;

    /// <summary>Plans a schedule. Who lies does so from the beginning.</summary>
    public void Plan(IReadOnlyList<FaultEvent> schedule)
    {
        foreach (var fault in schedule)
        {
            if (fault.Kind.IsByzantine())
                world.AddLiar(fault.Nodes[0]);
            world.Agenda.At(fault.At, () => Begin(fault));
            if (fault.End is { } end)
                world.Agenda.At(end, () => End(fault));
        }
    }

    private void Begin(FaultEvent fault)
    {
        _counts[fault.Kind] = _counts.GetValueOrDefault(fault.Kind) + 1;
        world.Log.Say($"begins: {fault}");
        switch (fault.Kind)
        {
            case FaultKind.Crash or FaultKind.Wipe:
                nodes[fault.Nodes[0]].Stop();
                break;
            case FaultKind.Tear:
                nodes[fault.Nodes[0]].TearSoon();
                break;
            case FaultKind.Freeze:
                nodes[fault.Nodes[0]].Freeze();
                break;
            case FaultKind.PauseClock:
                nodes[fault.Nodes[0]].StopClock();
                break;
            case FaultKind.Flap:
                Flap(fault);
                break;
        }
        if (fault.Kind == FaultKind.Twins)
            Double(fault.Nodes[0]);
        else if (fault.Kind.IsByzantine())
            nodes[fault.Nodes[0]].Misbehave(fault);
        _active.Add(fault);
        Change();
    }

    private void End(FaultEvent fault)
    {
        world.Log.Say($"ends: {fault}");
        _active.Remove(fault);
        switch (fault.Kind)
        {
            case FaultKind.Crash or FaultKind.Tear when !IsDown(fault.Nodes[0]):
                nodes[fault.Nodes[0]].Restart();
                break;
            case FaultKind.Wipe:
                nodes[fault.Nodes[0]].LoseDisk();
                if (!IsDown(fault.Nodes[0]))
                    nodes[fault.Nodes[0]].Restart();
                break;
            case FaultKind.Freeze:
                nodes[fault.Nodes[0]].Thaw();
                break;
            case FaultKind.PauseClock when !_active.Exists(f => f.Kind == fault.Kind && f.Nodes[0] == fault.Nodes[0]):
                nodes[fault.Nodes[0]].StartClock();
                break;
        }
        Change();
    }

    private bool IsDown(int node) => _active.Exists(
        f => f.Kind is FaultKind.Crash or FaultKind.Wipe or FaultKind.Tear && f.Nodes[0] == node);

    private void Flap(FaultEvent fault) => world.Agenda.At(
        world.Agenda.Now + TimeSpan.FromMilliseconds(fault.Amount), () =>
        {
            if (!_active.Contains(fault))
                return;
            if (!_flapped.Remove(fault))
                _flapped.Add(fault);
            Change();
            Flap(fault);
        });

    private void Change()
    {
        var size = world.Network.Addresses;
        for (var from = 0; from < size; from++)
        {
            for (var to = 0; to < size; to++)
            {
                if (from != to)
                    world.Network.Change(from, to, Between(from, to));
            }
        }
    }

    private Condition Between(int from, int to)
    {
        var condition = Condition.Healthy;
        foreach (var fault in _active)
        {
            if (Concerns(fault, from, to))
                condition = condition.And(Of(fault));
        }
        return condition;
    }

    // Clients are on nobody's side of a partition.
    private bool Concerns(FaultEvent fault, int from, int to) => fault.Kind switch
    {
        FaultKind.Partition => from < nodes.Count && to < nodes.Count
            && fault.Nodes.Contains(from) != fault.Nodes.Contains(to),
        FaultKind.Slow => fault.Nodes.Contains(from) || fault.Nodes.Contains(to),
        FaultKind.Cut => fault.Nodes.Count == 0 || (fault.Nodes[0] == from && fault.Nodes[1] == to),
        FaultKind.Flap when _flapped.Contains(fault) => false,
        _ when fault.Kind.IsOfPair() => fault.Nodes.Count == 0
            || (fault.Nodes.Contains(from) && fault.Nodes.Contains(to)),
        _ => false,
    };

    private static Condition Of(FaultEvent fault)
    {
        var (healthy, span) = (Condition.Healthy, TimeSpan.FromMilliseconds(fault.Amount));
        return fault.Kind switch
        {
            FaultKind.Loss => healthy with { Loss = fault.Amount / 100.0 },
            FaultKind.Duplicate => healthy with { Duplication = fault.Amount / 100.0 },
            FaultKind.Delay => healthy with { Most = span },
            FaultKind.Slow => healthy with { Least = span, Most = span * 1.2 },
            _ => healthy with { IsCut = true },
        };
    }

    private void Double(int node)
    {
        var twin = new Node(world, node, dice.Fork());
        world.Network.AttachTwin(node, twin);
        twin.Start();
        Divide(node);
    }

    // They divide the others between them, and now and then anew.
    private void Divide(int node)
    {
        for (var with = 0; with < world.Network.Addresses; with++)
            world.Network.Divide(node, with, dice.Chance(0.5));
        var next = dice.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
        world.Agenda.At(world.Agenda.Now + next, () => Divide(node));
    }
}
