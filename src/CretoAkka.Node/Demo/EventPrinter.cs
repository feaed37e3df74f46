using Akka.Actor;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Node.Demo;

/// <summary>Hands every event of a system's circuits to a function, in order, until disposed.</summary>
internal sealed class EventPrinter : IDisposable
{
    private readonly ActorSystem _system;
    private readonly IActorRef _actor;

    /// <summary>Begins.</summary>
    public EventPrinter(ActorSystem system, Action<IEvent> print)
    {
        _system = system;
        _actor = system.ActorOf(Akka.Actor.Props.Create(() => new Listener(print)), "events");
        system.EventStream.Subscribe(_actor, typeof(IEvent));
    }

    public void Dispose() => _system.EventStream.Unsubscribe(_actor);

    private sealed class Listener : ReceiveActor
    {
        public Listener(Action<IEvent> print) => Receive<IEvent>(print);
    }
}
