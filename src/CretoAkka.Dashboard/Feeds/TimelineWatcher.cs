using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Quorums;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>Hands the events of an actor system's circuits and quorum to its timelines, in order.</summary>
/// <remarks>
/// No ReceiveActor: those share compiled handlers among all actors that receive the same types, and an application's
/// actor that gave an <c>Action</c> of a base class for these very types would leave one here that cannot be cast.
/// </remarks>
internal sealed class TimelineWatcher : UntypedActor
{
    /// <summary>Makes the actor.</summary>
    public static Props Props(Timelines timelines) => Akka.Actor.Props.Create(() => new TimelineWatcher(timelines));

    private readonly Timelines _timelines;

    /// <summary>For <see cref="Props"/> only.</summary>
    public TimelineWatcher(Timelines timelines) => _timelines = timelines;

    /// <inheritdoc/>
    protected override void OnReceive(object message) => _timelines.Take(message);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(CircuitProtocol.IEvent));
        Context.System.EventStream.Subscribe(Self, typeof(QuorumProtocol.IEvent));
        Context.System.EventStream.Subscribe(Self, typeof(InstanceEvent));
    }

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);
}
