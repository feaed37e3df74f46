using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using CretoAkka.Configuration.Hocon;
using CretoAkka.Peers;

namespace CretoAkka.Sessions;

/// <summary>
/// A peer at an actor path. Never sends to a reference that came from there: that would carry the identity of a process
/// that may be gone, and lose every message without a sign. One made of the path alone reaches whoever is there.
/// </summary>
internal sealed class RemoteTransport : IPeerTransport
{
    private readonly ActorSystem _system;
    private readonly string _door;
    private ActorPath _target = null!;
    private IActorRef _node = null!;
    private ActorSelection _plain = null!;

    /// <summary>Sends to the actor at <paramref name="address"/>, an absolute path with its node's address.</summary>
    /// <param name="system">This node.</param>
    /// <param name="address">Where the peer is.</param>
    /// <param name="door">What the door is called that takes sessions there.</param>
    /// <exception cref="ArgumentException">It is no such path.</exception>
    public RemoteTransport(ActorSystem system, string address, string door)
    {
        (_system, _door) = (system, door);
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
            $"'{HoconText.Line(address)}' is not the path of an actor, such as akka.tcp://name@host:port/user/replica.",
            nameof(address));

    /// <inheritdoc/>
    public void Resolve()
    {
        try
        {
            // A selection would write each frame twice. A door is there as long as its system; actors come and go, and
            // who receives remembers which one a path named last.
            _node = ((ExtendedActorSystem)_system).Provider.ResolveActorRef(
                InboundDoor.Of(_target.Address, _door));
            _plain = _system.ActorSelection(_target);
        }
        catch (RemoteTransportException e)
        {
            // Akka.Remote does not speak the address's protocol. The peer is one that nothing reaches, and whoever runs
            // the node is to know why: akka.tcp is another protocol than akka.ssl.tcp.
            Logging.GetLogger(_system, typeof(RemoteTransport)).Error(
                "Nothing reaches {Address}: {Reason}", HoconText.Line($"{_target}"), HoconText.Line(e.Message));
            (_node, _plain) = (_system.DeadLetters, _system.ActorSelection(_system.DeadLetters.Path));
        }
    }
}
