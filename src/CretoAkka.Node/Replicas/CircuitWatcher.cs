using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Replicas;

/// <summary>Hands the events of one actor system's circuits and quorum to a function, in order.</summary>
internal sealed class CircuitWatcher : ReceiveActor
{
    /// <summary>Subscribes, until it is stopped.</summary>
    public CircuitWatcher(Action<object> onEvent)
    {
        // Lambdas: an Action<object> for a narrower type spoils Akka's cache of handlers for every other actor.
        Receive<CircuitProtocol.IEvent>(happened => onEvent(happened));
        Receive<QuorumProtocol.IEvent>(happened => onEvent(happened));
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(CircuitProtocol.IEvent));
        Context.System.EventStream.Subscribe(Self, typeof(QuorumProtocol.IEvent));
    }

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
}
