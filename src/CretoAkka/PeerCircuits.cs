using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using CretoAkka.Calls;
using CretoAkka.Circuits;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Quorums;
using CretoAkka.Diagnostics;
using CretoAkka.Fallback;
using CretoAkka.Latency;
using CretoAkka.Peers;
using CretoAkka.Quorums;
using CretoAkka.Sessions;
using CretoAkka.Wire;

namespace CretoAkka;

/// <summary>
/// The circuits of one actor system, for any code that uses peers by calls. <see cref="Get(ActorSystem)"/> gives the
/// same object for the same system. Thread-safe.
/// </summary>
public sealed partial class PeerCircuits : IExtension, IPeerDirectory
{
    private readonly ConcurrentDictionary<PeerId, CircuitGate> _gates = new();
    private readonly Lock _adding = new();
    private readonly HashSet<PeerId> _unknown = []; // Made on first use, and not named by anybody. Under the lock.
    private readonly PeerRecords _records; // Under the lock.
    private readonly NodeClock _clock;
    private readonly SlotTable _slots;
    private readonly LinkNode _node;
    private readonly ILoggingAdapter _log;
    private readonly SharedBudget _budget;
    private readonly LocalIsolation _isolation;
    private readonly CircuitMeter? _meter;
    private readonly Action<IGateNotice> _notify; // One for all gates.
    private readonly ExtendedActorSystem _system;
    private readonly HashSet<PeerId> _own = []; // Peers with settings given for them alone. Under the lock.
    private volatile CretoSettings _settings;

    internal PeerCircuits(
        ExtendedActorSystem system, CretoSettings settings, PeerCircuitsSetup setup, string instance = "")
    {
        (_settings, Instance) = (settings, instance);
        _clock = new NodeClock(setup.Time);
        _notify = notice => Supervisor!.Tell(notice);
        _records = new PeerRecords(settings.Quorum.RetainRecord, settings.MaxPeers);
        _log = instance.Length == 0
            ? Logging.GetLogger(system, typeof(PeerCircuits))
            : Logging.GetLogger(system, $"{typeof(PeerCircuits).FullName}.{instance}");
        _slots = new SlotTable(_clock, settings.Peers.Values.Append(settings.Default).Min(TickOf));
        _system = system;
        _isolation = new LocalIsolation(
            _gates.Select(pair => pair.Value), // Looked through anew each time.
            settings.Quorum.LocalIsolationWindow,
            began => Supervisor?.Tell(new PeerSupervisor.CutOff(began)));
        _budget = new SharedBudget(
            Isolation(settings),
            peer => _gates.GetValueOrDefault(peer),
            _isolation,
            () => Supervisor?.Tell(PeerSupervisor.BudgetFreed.Instance));
        CretoSerializer.Register(system);
        _node = Links(system, settings, setup);
        _meter = settings.Metrics.Enabled
            ? new CircuitMeter(_node.Name, instance, settings.Metrics.MaxPeers, Facts)
            : null;
        Supervisor = system.ActorOf(PeerSupervisor.Props(this, _node, _slots.Tick), SupervisorName.Of(instance));
        InboundDoor.Open(system, SupervisorName.Of(instance), Find, Supervisor);
        Schedule(system);
        foreach (var peer in settings.Peers.Keys)
            Gate(peer);
        if (settings.Quorum.Members.Count > 0)
            SetMembership(settings.Quorum.Epoch, settings.Quorum.Members);
    }

    private static IsolationPolicy Isolation(CretoSettings settings) =>
        new(settings.Quorum.MaxOpen, settings.Default.Circuit.OpenTimeout, settings.Quorum.Margin);

    /// <summary>What the circuits obey. A peer may have settings of its own: <see cref="GetSettings"/>.</summary>
    public CretoSettings Settings => _settings;

    /// <summary>What this node calls itself to its peers.</summary>
    public PeerId Self => _node.Name;

    /// <summary>Memory for uses in flight, and for some that are over.</summary>
    internal int SlotCount => _slots.Count;

    /// <summary>
    /// The actor that takes the commands of <see cref="CircuitProtocol"/> and <see cref="PeerProtocol"/>, and
    /// <see cref="QuorumProtocol.ReportEvidence"/>.
    /// </summary>
    public IActorRef Supervisor { get; }

    /// <summary>What every circuit has seen, and where it is.</summary>
    public IReadOnlyDictionary<PeerId, CircuitStats> GetStats() =>
        _gates.ToDictionary(pair => pair.Key, pair => pair.Value.Stats());

    /// <summary>
    /// What one circuit has seen, and where it is. A peer that is not known is not made: the answer is what a new one
    /// would begin with, closed and without numbers. <see cref="FindPeer"/> tells the two apart.
    /// </summary>
    /// <exception cref="PeerLimitException">The peer is not known, and may not be added.</exception>
    public CircuitStats GetStats(PeerId peer) => Look(peer).Stats();

    /// <summary>Where one circuit is; of a peer that is not known as in <see cref="GetStats(PeerId)"/>.</summary>
    /// <exception cref="PeerLimitException">The peer is not known, and may not be added.</exception>
    public CircuitState GetState(PeerId peer) => Look(peer).Stats().State;

    /// <summary>
    /// How long a use of a peer may take now; of a peer that is not known as in <see cref="GetStats(PeerId)"/>.
    /// </summary>
    /// <exception cref="PeerLimitException">The peer is not known, and may not be added.</exception>
    public TimeSpan GetTimeout(PeerId peer) => Look(peer).Latency.Timeout;

    /// <summary>
    /// A peer's latest latencies, as of the last tick, and the timeout in force; of a peer that is not known as in
    /// <see cref="GetStats(PeerId)"/>.
    /// </summary>
    /// <exception cref="PeerLimitException">The peer is not known, and may not be added.</exception>
    public LatencyStats GetLatencyStats(PeerId peer) => Look(peer).Latency.Stats;

    /// <summary>One circuit, for those who use it often.</summary>
    /// <exception cref="PeerLimitException">There are as many peers as there may be.</exception>
    public PeerCircuit For(PeerId peer) => new(this, Gate(peer).Peer);

    /// <summary>
    /// The peers among <paramref name="candidates"/> that may stand in for <paramref name="failed"/>, best health
    /// first: known, closed, not suspected, neither this node nor the failed one.
    /// </summary>
    public IReadOnlyList<PeerId> SelectAlternatives(PeerId failed, IEnumerable<PeerId> candidates)
    {
        var gates = new List<CircuitGate>();
        foreach (var peer in candidates.Distinct())
        {
            if (_gates.TryGetValue(peer, out var gate) && MayStandIn(gate, failed))
                gates.Add(gate);
        }
        return PeerHealth.Rank(gates, _clock.Now);
    }

    private bool MayStandIn(CircuitGate gate, PeerId failed) =>
        gate.Peer != failed
        && gate.Peer.Value != _node.Name
        && gate.Circuit is { AdmitsFreely: true, IsSuspected: false };

    private void Schedule(ExtendedActorSystem system)
    {
        var cancelable = new Cancelable(system.Scheduler);
        system.Scheduler.Advanced.ScheduleRepeatedly(_slots.Tick, _slots.Tick, _slots.Sweep, cancelable);
        system.RegisterOnTermination(() =>
        {
            cancelable.Cancel();
            _slots.Close();
            _meter?.Dispose();
        });
    }

    private static TimeSpan TickOf(PeerSettings settings) =>
        (settings.AdaptiveTimeout?.MinTimeout ?? settings.RequestTimeout) / 10;
}
