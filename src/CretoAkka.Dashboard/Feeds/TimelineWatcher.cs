using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Quorums;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>Hands the events of an actor system's circuits and quorum to a timeline, in order.</summary>
internal sealed class TimelineWatcher : ReceiveActor
{
    /// <summary>Makes the actor.</summary>
    public static Props Props(Timeline timeline) => Akka.Actor.Props.Create(() => new TimelineWatcher(timeline));

    /// <summary>For <see cref="Props"/> only.</summary>
    public TimelineWatcher(Timeline timeline)
    {
        Receive<CircuitProtocol.IEvent>(timeline.Take);
        Receive<QuorumProtocol.IEvent>(timeline.Take);
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
