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
            if (!_node.Codec.TryWrite(payload, out var written, out var refusal))
                return Refuse(refusal!);
            message = _plain is null ? written! : written! with { Plain = payload };
        }
        var result = _queue.Enqueue(message, message.Bytes, now, EndOf(traits, now));
        if (result.IsTooLarge)
            return Refuse($"A {payload.GetType().Name} is larger than the peer's queue.");
        return isTold || _session is { HasRoomForAll: true }
            ? new Sent(_gate.Peer)
            : new Queued(_gate.Peer, result.Position, Patience(traits));
    }

    private Rejected Refuse(string reason) => new(_gate.Peer, reason, null);

    private TimeSpan Patience(MessageTraits traits)
    {
        var most = _node.Settings.Fallback.MaxQueueTime;
        return traits.Expiry < most ? traits.Expiry.Value : most;
    }

    // A time to come that is further away than there is time is none.
    private static TimeSpan? EndOf(MessageTraits traits, TimeSpan now) =>
        traits.Expiry is { } span && span < TimeSpan.MaxValue - now ? now + span : null;
}
