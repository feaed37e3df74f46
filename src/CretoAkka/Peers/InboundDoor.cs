using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Sessions;

namespace CretoAkka.Peers;

/// <summary>
/// Where other nodes send what belongs to sessions: hands it to the circuit of its sender on the thread that brings it,
/// one mailbox less than by way of the supervisor, which every peer would share. Thread-safe.
/// </summary>
/// <remarks>What is of a peer that is not known yet the supervisor sees. What else comes is a dead letter.</remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "MA0097", Justification = "Akka orders references by their paths; nobody orders these.")]
internal sealed class InboundDoor : MinimalActorRef
{
    private readonly Func<PeerId, CircuitGate?> _find;
    private readonly IActorRef _supervisor;

    private InboundDoor(
        ExtendedActorSystem system, string name, Func<PeerId, CircuitGate?> find, IActorRef supervisor)
    {
        (_find, _supervisor, Provider) = (find, supervisor, system.Provider);
        Path = Provider.TempContainer.Path / name;
    }

    /// <inheritdoc/>
    public override ActorPath Path { get; }

    /// <inheritdoc/>
    public override IActorRefProvider Provider { get; }

    /// <summary>Opens it, for as long as the system lives.</summary>
    public static void Open(
        ExtendedActorSystem system, string name, Func<PeerId, CircuitGate?> find, IActorRef supervisor)
    {
        var door = new InboundDoor(system, name, find, supervisor);
        system.Provider.RegisterTempActor(door, door.Path);
    }

    /// <summary>The path of a node's door.</summary>
    public static ActorPath Of(Address node, string name) => new RootActorPath(node) / "temp" / name;

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is not SessionProtocol.IInbound { From: { Length: > 0 and <= PeerId.MaxLength } name })
            Provider.DeadLetters.Tell(message, sender);
        else if (_find(name)?.TryHandIn(message, sender) != true)
            _supervisor.Tell(message, sender);
    }
}
