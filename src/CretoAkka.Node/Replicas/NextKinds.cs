using Akka.Actor;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// Says to the other replicas, now and then, what one of a version to come might: messages of a kind, and in a form,
/// that this version has no name for.
/// </summary>
internal sealed class NextKinds : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // Where version and kind are in a signed message: after two bytes that tell its length.
    private const int VersionAt = sizeof(ushort);
    private const int KindAt = VersionAt + 1;
    private const byte Unknown = 0xFE;

    /// <summary>Speaks as a replica, with its key.</summary>
    public NextKinds(ISigner signer, IPeerLinks links)
    {
        var known = SignedMessage.Sign(new Fetch(signer.Id, 1, 1), signer).Encoded.Span.ToArray();
        ProtocolFrame[] unknown = [With(known, VersionAt), With(known, KindAt)];
        Receive<Tick>(_ =>
        {
            foreach (var frame in unknown)
                links.Broadcast(frame, MessageTraits.Default);
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make the actor.</summary>
    public static Props Props(ISigner signer, IPeerLinks links) =>
        Akka.Actor.Props.Create(() => new NextKinds(signer, links));

    /// <inheritdoc/>
    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Interval);

    private static ProtocolFrame With(byte[] known, int at)
    {
        var bytes = known.ToArray();
        bytes[at] = Unknown;
        return new(bytes);
    }

    private sealed class Tick : IPossiblyHarmful
    {
        public static readonly Tick Instance = new();
    }
}
