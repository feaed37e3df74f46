using System.Collections.Concurrent;
using Akka.Actor;

namespace CretoAkka.Tests.Support.Virtual;

/// <summary>Takes what it is told at once, on the teller's thread.</summary>
internal sealed class RecordingRef(ActorSystem system, Action<object>? taken = null) : MinimalActorRef
{
    private readonly ConcurrentQueue<object> _messages = [];

    public IReadOnlyList<object> Messages => [.. _messages];

    public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / "recording";

    public override IActorRefProvider Provider => ((ExtendedActorSystem)system).Provider;

    protected override void TellInternal(object message, IActorRef sender)
    {
        _messages.Enqueue(message);
        taken?.Invoke(message);
    }
}
