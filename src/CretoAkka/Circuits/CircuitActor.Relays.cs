using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Fallback;
using CretoAkka.Peers;
using CretoAkka.Relays;
using CretoAkka.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <content>Messages that go to their addressee by way of another peer.</content>
internal sealed partial class CircuitActor
{
    // For others nothing is held up and nothing pushed out: bulk waits until nothing else does, and takes a part of the
    // room for bulk at most. A relay that finds none is lost.
    private static readonly MessageTraits Carried = new() { Class = MessageClass.Bulk };

    private bool IsHealthy => _state == CircuitState.Closed && !_gate.Circuit.IsSuspected;

    // What cannot be carried is sent like any other message.
    private IReply? Take(Relay relay)
    {
        var message = new Send(relay.Peer, relay.Payload, relay.Traits, relay.Receipt);
        if (IsHealthy || TraitsOf(message, out _) is not { } traits)
            return Take(message);
        message = message with { Traits = traits };
        if (Link.Wrap(relay.Payload) is not { } wrapped)
            return Take(message);
        _node.Fallback.Tell(new FallbackRouter.Detour(_gate, message, wrapped, Sender));
        return null;
    }

    private static void Pass(InboundSession.PassOn asked) =>
        Context.Parent.Tell(new PeerSupervisor.Carry(asked.Message));

    private void Carry(RelayedMessage message)
    {
        if (!IsHealthy || !_gate.Settings.Session || _link is not { IsConnected: true, MayCarry: true })
            return;
        Flush();
        Link.Send(message, Carried, _gate.Now);
    }
}
