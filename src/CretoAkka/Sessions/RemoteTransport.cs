using Akka.Actor;

namespace CretoAkka.Sessions;

/// <summary>
/// A peer at an actor path. Sends to selections, never to a cached reference: that would carry the identity of a
/// process that may be gone, and lose every message without a sign.
/// </summary>
internal sealed class RemoteTransport : IPeerTransport
{
    private readonly ActorSystem _system;
    private ActorPath _target = null!;
    private ActorSelection _node = null!;
    private ActorSelection _plain = null!;

    /// <summary>Sends to the actor at <paramref name="address"/>, an absolute path with its node's address.</summary>
    /// <exception cref="ArgumentException">It is no such path.</exception>
    public RemoteTransport(ActorSystem system, string address)
    {
        _system = system;
        MoveTo(address);
    }

    /// <inheritdoc/>
    public string Target => "/" + string.Join('/', _target.Elements);

    /// <inheritdoc/>
    public void Tell(SessionProtocol.IInbound message, IActorRef sender) => _node.Tell(message, sender);

    /// <inheritdoc/>
    public void TellPlain(object payload, IActorRef sender) => _plain.Tell(payload, sender);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">It is no absolute path of an actor.</exception>
    public void MoveTo(string address)
    {
        _target = Parse(address);
        Resolve();
    }

    /// <summary>Reads an address, or says what is wrong with it.</summary>
    /// <exception cref="ArgumentException">It is no absolute path of an actor.</exception>
    public static ActorPath Parse(string address) => ActorPath.TryParse(address, out var path)
        ? path
        : throw new ArgumentException(
            $"'{address}' is not the path of an actor, such as akka.tcp://name@host:port/user/replica.",
            nameof(address));

    /// <inheritdoc/>
    public void Resolve()
    {
        _node = _system.ActorSelection(new RootActorPath(_target.Address) / "user" / "creto");
        _plain = _system.ActorSelection(_target);
    }
}
