using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Fallback;
using CretoAkka.Peers;

namespace CretoAkka;

/// <content>What the supervisor asks of all peers together.</content>
public sealed partial class PeerCircuits
{
    bool IPeerDirectory.TryAdd(PeerId peer) => peer.Value.Length > 0 && TryGate(peer) is not null;

    IReadOnlyList<PeerId> IPeerDirectory.Alternatives(PeerId failed) =>
        Ranked(gate => gate.TakesMessages && MayStandIn(gate, failed));

    IReadOnlyList<PeerId> IPeerDirectory.Carriers(PeerId addressee) =>
        Ranked(gate => gate.Address is not null && gate.Settings.Session && MayStandIn(gate, addressee));

    // Whoever was charged and is closed all the same takes the place that is free now, or is suspected.
    void IPeerDirectory.QuarantineCharged()
    {
        foreach (var peer in _budget.Charges.Peers)
        {
            if (_gates.TryGetValue(peer, out var gate)
                && gate.Circuit is { State: CircuitState.Closed, Mode: CircuitMode.Automatic })
                gate.Quarantine();
        }
    }

    void IPeerDirectory.LookAtOurselves() => _budget.LookAtOurselves(_clock.Now);

    void IPeerDirectory.Reconsider() => _isolation.Reconsider();

    private IReadOnlyList<PeerId> Ranked(Func<CircuitGate, bool> may) =>
        PeerHealth.Rank([.. _gates.Values.Where(may)], _clock.Now);
}
