using Akka.Actor;

namespace CretoAkka.Circuits;

/// <content>
/// The mailbox of the circuit's actor, for messages from any thread: one hop less than by way of the supervisor. Never
/// past what goes that way: what one thread tells arrives in the order in which it was told.
/// </content>
internal sealed partial class CircuitGate
{
    private IActorRef? _actor;

    // What was told by way of the supervisor, and is there still.
    private int _detours;

    /// <summary>The circuit's actor, which the supervisor makes, and asks for only after that.</summary>
    public IActorRef Actor
    {
        get => _actor!;
        set => Volatile.Write(ref _actor, value);
    }

    /// <summary>Tells the actor, if that overtakes nothing.</summary>
    /// <returns>Whether it did; if not, it goes by way of the supervisor, after <see cref="BeginDetour"/>.</returns>
    public bool TryTell(object message)
    {
        // In this order: what was told before is counted until the actor has it.
        if (Volatile.Read(ref _detours) != 0 || Volatile.Read(ref _actor) is not { } actor)
            return false;
        actor.Tell(message, ActorRefs.NoSender);
        return true;
    }

    /// <summary>
    /// Tells the actor what the peer sent, whatever of this node's own is on its way by the supervisor: behind that it
    /// would be overtaken by what the peer sent next.
    /// </summary>
    /// <returns>Whether there is an actor yet.</returns>
    public bool TryHandIn(object message, IActorRef sender)
    {
        if (Volatile.Read(ref _actor) is not { } taker)
            return false;
        taker.Tell(message, sender);
        return true;
    }

    /// <summary>Something is about to be told by way of the supervisor.</summary>
    public void BeginDetour() => Interlocked.Increment(ref _detours);

    /// <summary>The supervisor has handed it on. Once for each.</summary>
    public void EndDetour() => Interlocked.Decrement(ref _detours);
}
