using System.Collections.Concurrent;
using Akka.Actor;

namespace CretoAkka.Tests.Support.Virtual;

/// <summary>Takes what it is told at once, on the teller's thread.</summary>
internal sealed class RecordingRef(ActorSystem system, Action<object>? taken = null) : MinimalActorRef
{
    private static long _made;
    private readonly ConcurrentQueue<(object Message, IActorRef Sender)> _told = [];

    public IReadOnlyList<object> Messages => [.. _told.Select(t => t.Message)];

    public IReadOnlyList<IActorRef> Senders => [.. _told.Select(t => t.Sender)];

    // Actors of the same path are the same, to an event stream for one.
    public override ActorPath Path { get; } =
        new RootActorPath(Address.AllSystems) / "recording" / $"{Interlocked.Increment(ref _made)}";

    public override IActorRefProvider Provider => ((ExtendedActorSystem)system).Provider;

    protected override void TellInternal(object message, IActorRef sender)
    {
        _told.Enqueue((message, sender));
        taken?.Invoke(message);
    }
}
