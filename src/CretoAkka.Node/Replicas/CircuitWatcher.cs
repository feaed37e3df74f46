using Akka.Actor;
using CretoAkka.Circuits;

namespace CretoAkka.Node.Replicas;

/// <summary>Hands the circuits' events of one actor system to a function, in order.</summary>
internal sealed class CircuitWatcher : ReceiveActor
{
    /// <summary>Subscribes, until it is stopped.</summary>
    public CircuitWatcher(Action<CircuitProtocol.IEvent> onEvent) => Receive<CircuitProtocol.IEvent>(onEvent);

    /// <inheritdoc/>
    protected override void PreStart() =>
        Context.System.EventStream.Subscribe(Self, typeof(CircuitProtocol.IEvent));

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
}
