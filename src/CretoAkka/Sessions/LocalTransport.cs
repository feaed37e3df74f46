using Akka.Actor;

namespace CretoAkka.Sessions;

/// <summary>A peer that is an actor of this system, or one whose reference the application keeps right.</summary>
internal sealed class LocalTransport(IActorRef target) : IPeerTransport
{
    /// <inheritdoc/>
    public string Target => target.Path.ToStringWithoutAddress();

    /// <inheritdoc/>
    public void Tell(SessionProtocol.IInbound message, IActorRef sender) =>
        throw new InvalidOperationException("A local peer has no session.");

    /// <inheritdoc/>
    public void TellPlain(object payload, IActorRef sender) => target.Tell(payload, sender);

    /// <inheritdoc/>
    public void MoveTo(string address) =>
        throw new InvalidOperationException("A local peer has no address.");

    /// <inheritdoc/>
    public void Resolve()
    {
        // There is nothing to resolve.
    }
}
