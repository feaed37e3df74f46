using Akka.Actor;
using CretoAkka.Sessions;

namespace CretoAkka.Testing;

/// <summary>Hands a circuit's messages to the virtual network.</summary>
internal sealed class VirtualTransport(VirtualNetwork network, string from, string address) : IPeerTransport
{
    private ActorPath _target = RemoteTransport.Parse(address);

    public string Target => "/" + string.Join('/', _target.Elements);

    public void Tell(SessionProtocol.IInbound message, IActorRef sender) =>
        network.Send(from, _target.Address.System, message, sender);

    public void TellPlain(object payload, IActorRef sender) =>
        network.Send(from, _target.Address.System, payload, sender);

    public void MoveTo(string address) => _target = RemoteTransport.Parse(address);

    public void Resolve()
    {
        if (network.Wire(from, _target.Address.System).ResolveThrows)
            throw new InvalidOperationException("The address cannot be resolved.");
        network.Record(from, new Resolved(_target.Address.System));
    }

    /// <summary>A transport was told to forget what it had resolved.</summary>
    public sealed record Resolved(string Peer);
}

/// <summary>The sender of a message from another node: what it is told goes back over the network.</summary>
internal sealed class RemoteSender(VirtualNetwork network, VirtualNode at, string from, IActorRef origin)
    : MinimalActorRef
{
    public override ActorPath Path => origin.Path;

    public override IActorRefProvider Provider => ((ExtendedActorSystem)at.System).Provider;

    protected override void TellInternal(object message, IActorRef sender) =>
        network.Send(at.Name, from, message, origin);
}
