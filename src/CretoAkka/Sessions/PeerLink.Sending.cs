using CretoAkka.Core.Queues;
using CretoAkka.Relays;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Sessions;

/// <content>Taking messages, and what their senders are told.</content>
internal sealed partial class PeerLink
{
    private const int CarriedShare = 4;

    private Sent? _sent;

    /// <summary>
    /// Sends a message to a peer without a session at once, where that costs nothing but telling it.
    /// </summary>
    /// <returns>Whether it did; if not, <see cref="Send"/> takes it.</returns>
    public bool TryPass(object payload, MessageTraits traits) =>
        !PayloadCodec.IsForActorsThemselves(payload) && _plain?.TryPass(payload, traits) == true;

    /// <summary>Takes a message; <see cref="Advance"/> sends it.</summary>
    public IReply Send(object payload, MessageTraits traits, TimeSpan now, SharedWriting? writing = null)
    {
        if (_transport is null)
            return Refuse($"Peer '{_gate.Peer}' has no address: it takes calls only.");
        if (traits.Expiry <= TimeSpan.Zero)
            return Refuse($"The {payload.GetType().Name} had expired before it was sent.");

        var isTold = _plain is { IsIdle: true } && !PayloadCodec.IsForActorsThemselves(payload);
        string? refusal = null;
        if ((isTold ? Outgoing.Unwritten(payload) : Write(payload, writing, out refusal)) is not { } message)
            return Refuse(refusal!);
        var result = _queue.Enqueue(message, message.Bytes, LabelOf(traits, now), now);
        if (result.Message is null)
            return Refuse(TooLarge(payload, message, traits));
        if (result.Message.State == PendingState.Ended)
            return new Superseded(_gate.Peer);
        return isTold || LeavesAtOnce(traits)
            ? _sent ??= new(_gate.Peer)
            : new Queued(_gate.Peer, result.Position, Patience(traits));
    }

    /// <summary>Wraps a message that another peer is to carry; null: it is not to be carried.</summary>
    public RelayedMessage? Wrap(object payload)
    {
        if (_session is null || !_node.Codec.TryWrite(payload, isPlain: false, out var written, out _))
            return null;
        var wrapped = new RelayedMessage(
            _node.Name, _node.NextNonce(), _gate.Peer.Value,
            new(0, written!.Serializer, written.Manifest, written.Data));
        return _node.Codec.TryWrite(wrapped, isPlain: false, out var whole, out _)
            && whole!.Bytes <= OutboundPolicy.Default.MaxBulkBytes
                ? wrapped
                : null;
    }

    /// <summary>
    /// Whether so little bulk waits that a message of another peer may join it: the rest of the room is our own.
    /// </summary>
    public bool MayCarry => _queue.Stats(MessageClass.Bulk) is var bulk
        && bulk.Waiting < _node.Settings.Fallback.MaxQueueSize / CarriedShare
        && bulk.WaitingBytes < _node.Settings.Fallback.MaxQueueBytes / CarriedShare;

    private Outgoing? Write(object payload, SharedWriting? writing, out string? refusal)
    {
        var isPlain = _plain is not null;
        Outgoing? written;
        _ = writing is null || writing.Payload != payload // One sends something else that was made from a broadcast.
            ? _node.Codec.TryWrite(payload, isPlain, out written, out refusal)
            : writing.TryWrite(isPlain, out written, out refusal);
        return written;
    }

    private bool LeavesAtOnce(MessageTraits traits) => _session is { HasRoomForAll: true }
        && (traits.Class != MessageClass.Bulk || _queue.Stats(MessageClass.Bulk) is { InFlight: 0, Waiting: 1 });

    private Rejected Refuse(string reason) => new(_gate.Peer, reason, null);

    private static string TooLarge(object payload, Outgoing message, MessageTraits traits)
    {
        var (what, most) = (payload.GetType().Name, OutboundPolicy.Default.MaxBulkBytes);
        return traits.Class == MessageClass.Bulk && message.Bytes > most
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"A {what} of {message.Bytes} bytes is larger than a bulk message may be: at most {most}.")
            : $"A {what} is larger than the peer's queue.";
    }

    private TimeSpan Patience(MessageTraits traits)
    {
        var most = _node.Settings.Fallback.MaxQueueTime;
        return traits.Expiry < most ? traits.Expiry.Value : most;
    }

    private static MessageLabel LabelOf(MessageTraits traits, TimeSpan now) => new()
    {
        Class = traits.Class,
        Key = traits.SupersedeKey,
        Version = traits.Version,
        Lane = traits.Lane,
        Instance = traits.Instance,
        ExpiresAt = EndOf(traits, now),
    };

    // A time to come that is further away than there is time is none.
    private static TimeSpan? EndOf(MessageTraits traits, TimeSpan now) =>
        traits.Expiry is { } span && span < TimeSpan.MaxValue - now ? now + span : null;
}
