using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Quorums;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Store;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Links;

namespace CretoAkka.Simulation.Nodes;

/// <content>Beginning, ending, and what is due in between.</content>
internal sealed partial class Node
{
    private const int TicksPerStatus = 4;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private TimeSpan _nextTick;
    private TimeSpan _nextLook;

    private TimeSpan TickInterval => _world.Replicas.StatusInterval / TicksPerStatus;

    /// <summary>Begins a process, with what the disk has.</summary>
    public void Start()
    {
        Start(_world.NextIncarnation());
        var weights = _world.Group.Replicas.ToDictionary(id => id, _ => 1L, StringComparer.Ordinal);
        var membership = new Membership(1, Id, weights, FaultModel.Byzantine);
        Quorum = new(membership, new(null, _world.Links.Circuit.OpenTimeout), _world.Links.IsolationWindow);
        for (var peer = 0; peer < _links.Length; peer++)
        {
            if (peer != Index)
                Connect(peer);
        }
        _labels = new();
        _inbox.Clear();
        _wanted.Clear();
        _isWriting = false;
        Replica = MakeReplica();
        (_executed, _executedOfPlace) = (Replica.Executed, 0);
        (_nextTick, _nextLook) = (Now + _dice.Between(TimeSpan.Zero, TickInterval), Now + LookInterval);
        Run(() => { });
    }

    private Replica MakeReplica()
    {
        var settings = _world.Replicas with
        {
            Mode = _disk.IsLost ? ReplicaMode.Recovering : ReplicaMode.Voting,
            Incarnation = Incarnation,
        };
        var (signer, store) = (new FastSigner(Id), new KeyValueStore());
        return _disk.Records.Count == 0
            ? new(_world.Group, settings, signer, FastVerifier.Instance, store)
            : Replica.Restore(_world.Group, settings, signer, FastVerifier.Instance, store, _disk.Records);
    }

    /// <inheritdoc/>
    protected override void Stopped()
    {
        foreach (var link in _links)
        {
            if (link is null)
                continue;
            link.End(PendingOutcome.ShutDown);
            Trips += link.Gate.Trips;
        }
        Replica = null;
    }

    /// <inheritdoc/>
    protected override void Wake()
    {
        var now = Now;
        for (var peer = 0; peer < _due.Length; peer++)
            _dirty[peer] |= _due[peer] <= now;
        if (_nextTick <= now)
        {
            _nextTick = now + TickInterval;
            Step(ReplicaInput.Tick.Instance);
            foreach (var (to, message) in _behaviour?.Adds() ?? [])
                Send(to, message);
        }
        if (_nextLook <= now)
        {
            _nextLook = now + LookInterval;
            Quorum.Recompute();
            Quorum.LookAtOurselves(now);
        }
    }

    /// <inheritdoc/>
    protected override void Settle()
    {
        while (SettleOnce())
        {
            // What one link or the replica did may be something for another.
        }
        CheckBudget();
        var due = _nextTick < _nextLook ? _nextTick : _nextLook;
        foreach (var at in _due)
            due = at < due ? at.Value : due;
        Arm(due);
    }

    private bool SettleOnce()
    {
        var isMoving = false;
        while (_inbox.TryDequeue(out var message))
        {
            isMoving = true;
            if (_behaviour?.Hears(message) != false)
                Step(new ReplicaInput.Receive(message));
        }
        for (var peer = 0; peer < _links.Length; peer++)
        {
            if (_links[peer] is not { } link || !(_dirty[peer] || link.Gate.Entered.Count > 0))
                continue;
            (isMoving, _dirty[peer]) = (true, false);
            Advance(peer, link);
        }
        return isMoving;
    }

    private void Advance(int peer, Link link)
    {
        var now = Now;
        var inbound = _inbounds[peer]!;
        inbound.Advance(now);
        var state = link.Gate.Circuit.State;
        if (link.Advance(now))
            Recovered(peer);
        link.Check(now);
        if (link.Gate.Circuit.State != state)
            _world.Log.Tell(Index, peer, (long)link.Gate.Circuit.State, link.Gate.Circuit.Generation);
        var (next, ack) = (link.NextDue(now), inbound.NextDue);
        _due[peer] = ack < next || next is null ? ack : next;
    }

    private void Connect(int peer)
    {
        var name = _world.Group.Replicas[peer];
        var gate = new Gate(name, _world.Links, Quorum, _dice.Next(), Now);
        _links[peer] = new Link(this, peer, $"{Id} to {name}", _world.Links, gate);
        _links[peer]!.Books.IsPeerLying = _world.IsLying(peer);
        _inbounds[peer] = new Inbound(this, peer, _world.Links.Session);
        _dirty[peer] = true;
    }

    private void CheckBudget()
    {
        var cutOff = 0;
        foreach (var link in _links)
            cutOff += link is not null && link.Gate.Circuit.State != CircuitState.Closed ? 1 : 0;
        var limit = (_links.Length - 1) / 3;
        ViolationException.Unless(cutOff <= limit, "I5", $"{Id} cuts off {cutOff}, and may {limit}");
    }
}
