using System.Collections.Concurrent;
using System.Globalization;
using Akka.Actor;

namespace CretoAkka.Testing;

/// <summary>
/// An actor reference that keeps what it is told, at once and on the teller's thread: as the target of a peer's
/// messages, the sender of a command, or a subscriber of the event stream. Thread-safe.
/// </summary>
/// <param name="system">Whose reference it is.</param>
/// <param name="taken">What is done with each message besides; must not block.</param>
public sealed class RecordingRef(ActorSystem system, Action<object>? taken = null) : MinimalActorRef
{
    private static long _made;
    private readonly ConcurrentQueue<(object Message, IActorRef Sender)> _told = [];

    /// <summary>What it was told so far, in order.</summary>
    public IReadOnlyList<object> Messages => [.. _told.Select(told => told.Message)];

    /// <summary>Who told it, in the same order.</summary>
    public IReadOnlyList<IActorRef> Senders => [.. _told.Select(told => told.Sender)];

    /// <inheritdoc/>
    // Actors of the same path are the same, to an event stream for one.
    public override ActorPath Path { get; } =
        new RootActorPath(Address.AllSystems) / "recording"
            / Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IActorRefProvider Provider => ((ExtendedActorSystem)system).Provider;

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef sender)
    {
        _told.Enqueue((message, sender));
        taken?.Invoke(message);
    }
}
