using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Peers;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka;

/// <content>Messages: one-way, numbered and acknowledged by the library itself.</content>
public sealed partial class PeerCircuits
{
    /// <summary>Sends a message to a peer. While its circuit is open the message waits, or is forwarded.</summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="payload">The message; immutable, and with a serializer of its own.</param>
    /// <param name="traits">What may be done with it; null: nothing but send it.</param>
    /// <remarks>
    /// What one thread sends to a peer arrives in this order, broadcasts included. What is told to
    /// <see cref="Supervisor"/> goes another way, and may come before or after.
    /// </remarks>
    public void Send(PeerId peer, object payload, MessageTraits? traits = null) =>
        Tell(peer, new Send(peer, payload, traits));

    /// <summary>
    /// Sends a message to a peer, by way of another one while its own circuit is open or it is suspected: at most once,
    /// and where nobody can carry it like any other.
    /// </summary>
    /// <param name="peer">For whom it is.</param>
    /// <param name="payload">
    /// The message; immutable, with a serializer of its own, and signed by its author: whoever carries it may lie.
    /// </param>
    /// <param name="traits">As in <see cref="Send"/>.</param>
    public void Relay(PeerId peer, object payload, MessageTraits? traits = null) =>
        Tell(peer, new Relay(peer, payload, traits));

    /// <summary>Sends a message to every peer that has an address.</summary>
    public void Broadcast(object payload, MessageTraits? traits = null)
    {
        // Who is cut off is told first: a thread of the pool goes on with whom it told last, and what waits can wait.
        List<CircuitGate> gates = [];
        List<CircuitGate> healthy = [];
        foreach (var (_, gate) in _gates)
        {
            if (!gate.TakesMessages)
                continue;
            gate.BeginDetour();
            (gate.Circuit.AdmitsFreely ? healthy : gates).Add(gate);
        }
        gates.AddRange(healthy);
        Supervisor.Tell(new PeerSupervisor.SendOn(gates, new Broadcast(payload, traits)), ActorRefs.NoSender);
    }

    /// <summary>
    /// Says that the protocol has left behind all instances of a lane up to one: what waits of them, for any peer, ends
    /// as superseded, and what is sent later likewise. What is on its way is not called back.
    /// </summary>
    /// <param name="lane">Which lane: <see cref="MessageTraits.Lane"/>. A peer's queue tells 16 of them apart.</param>
    /// <param name="instance">The last one left behind. A mark that is not above the last changes nothing.</param>
    public void AdvanceWatermark(string lane, long instance)
    {
        var mark = new AdvanceWatermark(lane, instance);
        lock (_adding) // A peer is there, and is told, or is adopted after the supervisor knows the mark.
        {
            foreach (var (_, gate) in _gates)
                Tell(gate, mark);
            Supervisor.Tell(new PeerSupervisor.Remember(mark), ActorRefs.NoSender);
        }
    }

    /// <summary>
    /// Declares the traits of all messages of a class, and of those derived from it that are not declared themselves,
    /// from now on. What a sender says of a message itself counts more.
    /// </summary>
    /// <param name="traits">Tells the traits of a message. Called by several threads, and must not block.</param>
    public void DeclareTraits<T>(Func<T, MessageTraits> traits)
        where T : notnull =>
        _node.Traits.Declare(traits);

    /// <summary>What waits for a peer, and what became of every message for it, as of its last message.</summary>
    public MessageStats GetMessages(PeerId peer) => Find(peer)?.Link ?? MessageStats.Nothing;

    private void Tell(PeerId peer, ICommand message)
    {
        if (peer.Value.Length > 0 && !_slots.IsClosed && TryGate(peer) is { } gate)
            Tell(gate, message);
        else
            Supervisor.Tell(message, ActorRefs.NoSender);
    }

    private void Tell(CircuitGate gate, object message)
    {
        if (gate.TryTell(message))
            return;
        gate.BeginDetour();
        Supervisor.Tell(new PeerSupervisor.HandOn(gate, message), ActorRefs.NoSender);
    }

    /// <summary>
    /// Messages between nodes that were dropped because nothing proves whose they are, of all names together.
    /// </summary>
    public long UnauthenticatedMessages => _node.Authentication.Dropped;
}
