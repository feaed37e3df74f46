using CretoAkka.Core.Queues;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Sessions;

/// <content>Taking messages, and what their senders are told.</content>
internal sealed partial class PeerLink
{
    /// <summary>Takes a message; <see cref="Advance"/> sends it.</summary>
    public IReply Send(object payload, MessageTraits traits, TimeSpan now)
    {
        if (_transport is null)
            return Refuse($"Peer '{_gate.Peer}' has no address: it takes calls only.");
        if (traits.Expiry <= TimeSpan.Zero)
            return Refuse($"The {payload.GetType().Name} had expired before it was sent.");

        var isTold = _plain is { IsIdle: true };
        var message = Outgoing.Unwritten(payload);
        if (!isTold)
        {
            if (!_node.Codec.TryWrite(payload, _plain is not null, out var written, out var refusal))
                return Refuse(refusal!);
            message = _plain is null ? written! : written! with { Plain = payload };
        }
        var result = _queue.Enqueue(message, message.Bytes, LabelOf(traits, now), now);
        if (result.Message is null)
            return Refuse(TooLarge(payload, message, traits));
        if (result.Message.State == PendingState.Ended)
            return new Superseded(_gate.Peer);
        return isTold || LeavesAtOnce(traits)
            ? new Sent(_gate.Peer)
            : new Queued(_gate.Peer, result.Position, Patience(traits));
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
