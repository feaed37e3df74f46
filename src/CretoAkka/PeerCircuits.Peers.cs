using System.Security.Cryptography;
using Akka.Actor;
using CretoAkka.Authentication;
using CretoAkka.Circuits;
using CretoAkka.Configuration;
using CretoAkka.Peers;
using CretoAkka.Quorums;
using CretoAkka.Sessions;

namespace CretoAkka;

/// <content>Which peers there are.</content>
public sealed partial class PeerCircuits
{
    // What a frame carries besides its payloads, generously; a single payload must fit in one with it.
    private const int FrameOverhead = 4096;
    private const int DefaultFrameSize = 128_000;

    /// <summary>Adds a peer that takes calls only; nothing happens if it is known.</summary>
    /// <exception cref="PeerLimitException">There are as many peers as there may be.</exception>
    public void AddPeer(PeerId peer) => Gate(peer, static settings => settings);

    /// <summary>Adds a peer, or tells where a known one is now.</summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="address">The path of the actor that takes its messages.</param>
    /// <exception cref="ArgumentException">
    /// The address is no absolute path of an actor, or the peer is an actor of this node.
    /// </exception>
    /// <exception cref="PeerLimitException">There are as many peers as there may be.</exception>
    public void AddPeer(PeerId peer, string address)
    {
        RemoteTransport.Parse(address);
        var gate = Gate(peer, settings => settings with { Address = address });
        if (gate.Settings.LocalTarget is not null)
            throw new ArgumentException($"Peer '{peer}' is an actor of this node: remove it first.", nameof(peer));
        if (gate.Address == address)
            return;
        lock (_adding)
            _unknown.Remove(peer); // Somebody may have used it before it was named.
        gate.Address = address;
        gate.BeginDetour();
        Supervisor.Tell(new PeerSupervisor.Move(gate, address));
    }

    /// <summary>Tells where a known peer is now.</summary>
    /// <exception cref="ArgumentException">
    /// The address is no absolute path of an actor, or there is no such peer.
    /// </exception>
    public void UpdatePeer(PeerId peer, string address)
    {
        if (!_gates.ContainsKey(peer))
            throw new ArgumentException($"There is no peer '{peer}'.", nameof(peer));
        AddPeer(peer, address);
    }

    /// <summary>Adds a peer whose messages an actor takes as they are, without a session.</summary>
    /// <exception cref="ArgumentException">The peer is known, and takes its messages elsewhere.</exception>
    /// <exception cref="PeerLimitException">There are as many peers as there may be.</exception>
    public void AddPeer(PeerId peer, IActorRef target)
    {
        var gate = Gate(peer, settings => settings with { LocalTarget = target, Session = false });
        if (!target.Equals(gate.Settings.LocalTarget))
            throw new ArgumentException($"Peer '{peer}' is another already: remove it first.", nameof(peer));
    }

    /// <summary>
    /// Removes a peer with its circuit, its samples and its metrics; what waits for it ends as removed. False if it was
    /// not known. If it comes back within <c>creto.quorum.retain-record</c> its circuit goes on where it was.
    /// </summary>
    public bool RemovePeer(PeerId peer)
    {
        lock (_adding)
        {
            if (!_gates.TryRemove(peer, out var gate))
                return false;
            _unknown.Remove(peer);
            _own.Remove(peer);
            _records.Keep(peer, gate.Retire(), _clock.Now);
            gate.Latency.Metrics = null;
            gate.Latency.Meter = null;
            Supervisor.Tell(new PeerSupervisor.Leave(peer));
            Unexport(peer);
            _meter?.Remove(peer);
            return true;
        }
    }

    /// <summary>
    /// Something outside the circuits says that a peer may be back, or gone: one ping of an open circuit is brought
    /// forward. Never an outcome, and at most one of each in an open period counts. Nothing happens if it is unknown.
    /// </summary>
    public void Hint(PeerId peer, PeerHint hint)
    {
        if (_gates.ContainsKey(peer))
            Supervisor.Tell(new RemoteSensor.Hinted(peer, hint));
    }

    internal CircuitGate? Find(PeerId peer) => _gates.GetValueOrDefault(peer);

    private CircuitGate Gate(PeerId peer, Func<PeerSettings, PeerSettings>? named = null) =>
        TryGate(peer, named) ?? throw Full(peer);

    // Named: by the application, which may add to the peer's settings. They are read under the lock, for they change.
    private CircuitGate? TryGate(PeerId peer, Func<PeerSettings, PeerSettings>? named = null) =>
        _gates.TryGetValue(peer, out var gate) ? gate : TryMake(peer, named);

    private CircuitGate? TryMake(PeerId peer, Func<PeerSettings, PeerSettings>? named)
    {
        ArgumentException.ThrowIfNullOrEmpty(peer.Value, nameof(peer));

        lock (_adding)
        {
            if (_gates.TryGetValue(peer, out var gate))
                return gate;
            if (!Settings.Peers.ContainsKey(peer) && !HasRoomFor(peer, isNamed: named is not null))
                return null;

            if (named is null && !Settings.Peers.ContainsKey(peer))
                _unknown.Add(peer);
            gate = new CircuitGate(
                peer, named?.Invoke(Settings.For(peer)) ?? Settings.For(peer), _clock,
                _notify, Settings.Session.FailureRate, _budget);
            gate.Latency.Metrics = Export(gate);
            gate.Latency.Meter = _meter?.Add(peer, gate.Facts);
            Supervisor.Tell(new PeerSupervisor.Adopt(gate));
            _gates[peer] = gate;
            if (_records.Take(peer, _clock.Now) is { } record)
                gate.Recall(record);
            if (_budget.Charges.Contains(peer.Value))
                gate.Quarantine();
            return gate;
        }
    }

    // Where members are declared, who is none and was not named by the application is bounded by itself.
    private bool HasRoomFor(PeerId peer, bool isNamed)
    {
        if (_gates.Count >= Settings.MaxPeers)
            return false;
        if (isNamed || _budget.Now.Membership is not { } membership || membership.WeightOf(peer.Value) > 0)
            return true;
        return _unknown.Count(p => membership.WeightOf(p.Value) == 0) < Settings.Quorum.MaxUnknownPeers;
    }

    private PeerLimitException Full(PeerId peer) => _gates.Count >= Settings.MaxPeers
        ? new(peer, Settings.MaxPeers)
        : new(peer, Settings.Quorum.MaxUnknownPeers, "creto.quorum.max-unknown-peers");

    private LinkNode Links(ExtendedActorSystem system, CretoSettings settings, PeerCircuitsSetup setup)
    {
        var config = system.Settings.Config;
        var frame = config.GetByteSize("akka.remote.dot-netty.tcp.maximum-frame-size", DefaultFrameSize);
        return new LinkNode(
            settings.Node.Length > 0 ? settings.Node : system.Name,
            BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))),
            settings,
            new PayloadCodec(system, (int)(frame ?? DefaultFrameSize) - FrameOverhead),
            new TraitsTable(setup.Traits),
            new QueueBudget(settings.Fallback.MaxTotalBytes),
            address => setup.Connect?.Invoke(system, address)
                ?? new RemoteTransport(system, address, SupervisorName.Of(Instance)),
            () => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
            new NodeAuthentication(
                setup.Authenticator,
                _log,
                (peer, contradiction) => ReportEvidence(peer, EvidenceKind.SessionViolation, contradiction)),
            Publish)
        {
            RehearsesUpgrade = setup.RehearsesUpgrade,
        };
    }
}
