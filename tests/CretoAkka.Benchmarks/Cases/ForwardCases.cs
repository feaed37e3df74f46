using Akka.Actor;
using CretoAkka.Benchmarks.Ratios;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P4: a message to an actor of this node.</summary>
internal sealed class ForwardCases
{
    // Long enough that no actor of either runs out of messages while others have some.
    private const int Chunk = 5_000;

    private static readonly object Message = new();

    private readonly PeerId _peer = "local";
    private readonly Arrivals _ours = new(Chunk);
    private readonly Arrivals _theirs = new(Chunk);
    private readonly PeerCircuits _circuits;
    private readonly IActorRef _forwarder;

    public ForwardCases(MeasuredNode node)
    {
        _circuits = node.Circuits;
        _circuits.AddPeer(_peer, node.System.ActorOf(_ours.Receiver()));
        var target = node.System.ActorOf(_theirs.Receiver());
        _forwarder = node.System.ActorOf(Props.Create(() => new Forwarder(target)));
    }

    public IEnumerable<Comparison> All()
    {
        yield return new Comparison(
            "P4", "message through a circuit to a local target",
            Work.Processor("PeerCircuits.Send", times => _ours.Pump(times, _ => _circuits.Send(_peer, Message))),
            Work.Processor("a forwarding actor", times => _theirs.Pump(times, _ => _forwarder.Tell(Message))), 1.5);
    }

    private sealed class Forwarder(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message) => target.Forward(message);
    }
}
