using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Checks;
using CretoAkka.Simulation.Clients;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Faults;
using CretoAkka.Simulation.Networks;
using CretoAkka.Simulation.Nodes;

namespace CretoAkka.Simulation.Runs;

/// <summary>One run: replicas, circuits, clients, troubles in virtual time. The same settings, the same run.</summary>
internal sealed class Simulator
{
    private readonly RunSettings _settings;
    private readonly Agenda _agenda = new();
    private readonly History _history = new();
    private readonly EventLog _log;
    private readonly World _world;
    private readonly Node[] _nodes;
    private readonly Gateway[] _gateways;
    private readonly Injector _injector;

    private Simulator(RunSettings settings)
    {
        _settings = settings;
        var dice = new Dice(settings.Seed);
        dice.Fork(); // The schedule's.
        _log = new EventLog(() => _agenda.Now, settings.KeepsLines);
        var group = new ReplicaGroup(Enumerable.Range(0, settings.Replicas).Select(ScheduleText.NameOf));
        var network = new VirtualNetwork(_agenda, dice.Fork(), settings.Replicas + settings.Clients.Gateways);
        _world = new(_agenda, network, group, settings.Links, settings.Replica, new AgreementLedger(), _log);
        _nodes = [.. Enumerable.Range(0, settings.Replicas).Select(i => new Node(_world, i, dice.Fork()))];
        _gateways = [.. Enumerable.Range(settings.Replicas, settings.Clients.Gateways).Select(address => new Gateway(
            _agenda, network, group, address, settings.Clients, settings.Links, _history, dice.Fork()))];
        _injector = new(_world, _nodes, dice.Fork());
    }

    /// <summary>What goes wrong in a run, if nobody says otherwise.</summary>
    public static IReadOnlyList<FaultEvent> ScheduleOf(RunSettings settings)
    {
        var dice = new Dice(settings.Seed).Fork();
        return settings.Mode == RunMode.Safety
            ? ScheduleMaker.Safety(dice, settings.Replicas, settings.Duration)
            : ScheduleMaker.Liveness(dice, settings.Replicas, settings.Duration);
    }

    /// <summary>Runs to the end, or to the first violation.</summary>
    public static RunResult Run(RunSettings settings, IReadOnlyList<FaultEvent> schedule) =>
        new Simulator(settings).Run(schedule);

    private RunResult Run(IReadOnlyList<FaultEvent> schedule)
    {
        try
        {
            Start(schedule);
            var progress = _settings.Mode == RunMode.Liveness ? new ProgressWatch(_gateways, _agenda) : null;
            while (_agenda.Advance(_settings.Duration))
                progress?.Look();
            foreach (var operation in _gateways.SelectMany(g => g.Clients).Select(c => c.Unanswered()))
            {
                if (operation is not null)
                    _history.Add(operation);
            }
            _history.Check();
            return Result(null);
        }
        catch (ViolationException violation)
        {
            _log.Say(violation.Message);
            return Result(violation);
        }
    }

    private void Start(IReadOnlyList<FaultEvent> schedule)
    {
        _injector.Plan(schedule);
        foreach (var node in _nodes)
        {
            _world.Network.Attach(node.Index, node);
            node.Start();
        }
        for (var i = 0; i < _gateways.Length; i++)
        {
            _world.Network.Attach(_nodes.Length + i, _gateways[i]);
            _gateways[i].Start();
        }
    }

    private RunResult Result(ViolationException? violation) => new()
    {
        Violation = violation,
        Hash = _log.Hash,
        Elapsed = _agenda.Now,
        Commits = _world.Ledger.Commits,
        Answered = _gateways.Sum(g => g.Answered),
        ViewChanges = _world.Ledger.ViewChanges,
        Trips = _nodes.Sum(n => n.AllTrips) + _gateways.Sum(g => g.Gates.Sum(gate => gate.Trips)),
        Events = _agenda.Happened,
        Faults = _injector.Counts,
        Lines = _log.Lines,
    };
}
