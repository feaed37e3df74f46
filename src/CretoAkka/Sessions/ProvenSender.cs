using Akka.Actor;

namespace CretoAkka.Sessions;

/// <summary>
/// What a target sees as the sender of a message that came in a session whose keys prove the peer. What is told to it
/// the peer's circuit gets; so does what comes back from another node, for the path is the circuit's. What is resolved
/// from a path is never one of these, so that nobody else can pass for it.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "MA0097", Justification = "Akka orders references by their paths; nobody orders these.")]
internal sealed class ProvenSender(PeerId peer, IInternalActorRef circuit) : MinimalActorRef
{
    public PeerId Peer => peer;

    public override ActorPath Path { get; } = circuit.Path;

    public override IActorRefProvider Provider => circuit.Provider;

    protected override void TellInternal(object message, IActorRef sender) => circuit.Tell(message, sender);
}
