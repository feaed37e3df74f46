using System.Diagnostics.CodeAnalysis;

namespace CretoAkka.Core.Queues;

public sealed partial class OutboundQueue<TItem>
{
    /// <summary>
    /// The next message out; null: none may go now. Critical ones go before normal ones, and a bulk one when nothing
    /// else waits and no other is in flight.
    /// </summary>
    public Pending<TItem>? Head =>
        _critical.Head ?? _normal.Head ?? (_bulk.FirstInFlight is null ? _bulk.Head : null);

    /// <summary>Takes out <see cref="Head"/>. Call <see cref="Expire"/> before: this asks for no time.</summary>
    public bool TryDequeue([NotNullWhen(true)] out Pending<TItem>? message)
    {
        message = Head;
        if (message is null)
            return false;
        Send(message);
        UpdateBusy();
        return true;
    }

    /// <summary>
    /// Takes out what a peer that is cut off should have first: critical messages, then the newest normal one of each
    /// key, those in lanes before the rest and the lowest instance before the others. Never a bulk one.
    /// </summary>
    /// <param name="maxBytes">Bytes to take; a larger first message goes alone. Below 1 nothing is taken.</param>
    /// <param name="maxMessages">Messages to take.</param>
    /// <returns>The messages, in the order in which to send them.</returns>
    public IReadOnlyList<Pending<TItem>> TakeTrickle(int maxBytes, int maxMessages = int.MaxValue)
    {
        List<Pending<TItem>>? taken = null;
        var room = (long)maxBytes;
        while (room > 0 && (taken?.Count ?? 0) < maxMessages && TrickleHead is { } next)
        {
            if (taken is not null && next.Bytes > room)
                break;
            Send(next);
            (taken ??= []).Add(next);
            room -= next.Bytes;
        }
        UpdateBusy();
        return taken is null ? Array.Empty<Pending<TItem>>() : taken;
    }

    /// <summary>The message that <see cref="TakeTrickle"/> takes out first; null: none waits for it.</summary>
    // What waits of a key is its newest. Without those in lanes, the front of the queue is what is in none.
    public Pending<TItem>? TrickleHead => _critical.Head ?? _lanes.Lowest(MessageClass.Normal) ?? _normal.Head;

    private void Send(Pending<TItem> message) => _classes[message.Label.Class.Index].Send(message);
}
