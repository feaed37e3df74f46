using Akka.Actor;
using Akka.Remote;

namespace CretoAkka.Node.Experiments.Workers;

/// <summary>Hands Akka.Remote's own news of lost peers to a function: all that a bare sender could know.</summary>
internal sealed class AssociationWatcher : ReceiveActor
{
    /// <summary>Subscribes, until it is stopped.</summary>
    public AssociationWatcher(Action<DisassociatedEvent> onEvent) => Receive(onEvent);

    /// <inheritdoc/>
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
}
