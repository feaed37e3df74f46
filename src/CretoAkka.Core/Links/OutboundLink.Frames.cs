using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Links;

/// <content>Frames: what was lost first, then what waits, then perhaps a marker.</content>
public sealed partial class OutboundLink<TItem, TPermit>
{
    // Filled for one frame at a time.
    private readonly List<Numbered<TItem>> _filling = [];

    // The bulk message that was lost, and goes again when nothing else waits; and whether the last frame carries one.
    private LostMessage<Pending<TItem>>? _lostBulk;
    private bool _bulkLeaves;

    // A half-open circuit sends a frame with each probe, and no more.
    private const int HalfOpenFrames = 1;

    // What was sent before the circuit opened may be lost, and comes before what waits: the first probe only asks.
    private bool _asking;

    private TimeSpan MarkerDue() => _state == CircuitState.HalfOpen
        ? _nextMarker
        : Later(_nextMarker, _sender!.MarkerDueAt(Timeout));

    private void Pump(TimeSpan now)
    {
        var isMarked = TryAskMarker(now, out var permit);
        var most = _state == CircuitState.Closed ? int.MaxValue : isMarked ? HalfOpenFrames : 0;
        var frames = Fill(now, most);
        if (_state != CircuitState.Closed)
            Trickled += frames?.Sum(f => f.Messages.Length) ?? 0;
        if (frames is not null && !isMarked)
            isMarked = TryAskMarker(now, out permit); // What goes out on an idle link makes one due, and carries it.
        if (isMarked)
            Mark(frames ??= new(1), permit!, now);
        if (frames is null)
            return;
        foreach (var frame in frames)
            _way.Tell(frame);
    }

    private bool TryAskMarker(TimeSpan now, [MaybeNullWhen(false)] out TPermit permit)
    {
        permit = default;
        if (now < MarkerDue())
            return false;
        _door.MarkersEvery(MarkerInterval);
        _starves = !_door.TryAdmit(now, Timeout, out permit);
        _nextMarker = _starves || _state == CircuitState.HalfOpen ? now + MarkerInterval : TimeSpan.Zero;
        return !_starves;
    }

    private void Mark(List<LinkFrame<TItem>> frames, TPermit permit, TimeSpan now)
    {
        var number = _sender!.Mark(now, Timeout);
        _markers[number] = permit;
        if (frames.Count == 0 || _bulkLeaves)
            frames.Add(Frame([])); // Whatever becomes of a bulk message, the marker goes its own way.
        frames[^1] = frames[^1] with { Marker = number };
    }

    // Null: nothing leaves.
    private List<LinkFrame<TItem>>? Fill(TimeSpan now, int most)
    {
        List<LinkFrame<TItem>>? frames = null;
        _bulkLeaves = false;
        while ((frames?.Count ?? 0) < most && !_bulkLeaves)
        {
            var bytes = 0;
            _filling.Clear();
            while (_filling.Count < MostInFrame && TryNext(now, ref bytes, out var next))
                _filling.Add(next);
            if (_filling.Count == 0)
                break;
            (frames ??= new(1)).Add(Frame([.. _filling], _bulkLeaves));
        }
        return frames;
    }

    // With a probe goes no more than its receiver acknowledges together.
    private int MostInFrame => _state == CircuitState.Closed
        ? Numbers.FrameMessages
        : Math.Min(Numbers.FrameMessages, Numbers.AckEvery);

    private bool TryNext(TimeSpan now, ref int bytesInFrame, out Numbered<TItem> next)
    {
        if (TryLost(now, Numbers.FrameBytes, ref bytesInFrame, out next))
            return true;
        if (_lost.Count > 0 || _asking || !_pace.Allows(now) || _bulkLeaves)
            return false;
        if (TryLostBulk(now, bytesInFrame, out next))
            return true;
        if ((_filling.Count == 0 && IsHeldBack()) || !TryWaiting(Numbers.FrameBytes, ref bytesInFrame, out next))
            return false;

        _pace.Take();
        return true;
    }

    // It has a frame to itself.
    private bool TryLostBulk(TimeSpan now, int bytesInFrame, out Numbered<TItem> next)
    {
        next = default;
        if (_lostBulk is not { } lost || _state != CircuitState.Closed || bytesInFrame > 0
            || IsWaitedForBy(_queue.Head))
            return false;
        _lostBulk = null;
        if (GiveUp(lost, now) || !_sender!.Resend(lost.Number))
            return false;
        _bulkLeaves = true;
        next = Take(lost.Number, lost.Item, ref bytesInFrame);
        return true;
    }

    private bool TryLost(TimeSpan now, int most, ref int bytesInFrame, out Numbered<TItem> next)
    {
        next = default;
        while (_lost.TryPeek(out var lost))
        {
            if (!GiveUp(lost, now) && !Fits(lost.Item.Bytes, bytesInFrame, most))
                return false;
            _lost.Dequeue();
            if (_sender!.Resend(lost.Number))
            {
                next = Take(lost.Number, lost.Item, ref bytesInFrame);
                return true;
            }
        }
        return false;
    }

    private bool TryWaiting(int most, ref int bytesInFrame, out Numbered<TItem> next)
    {
        next = default;
        if (Head is not { } head || !_sender!.HasRoom(head.Bytes) || !Fits(head.Bytes, bytesInFrame, most)
            || (IsBulk(head) && bytesInFrame > 0))
            return false;
        _bulkLeaves = IsBulk(head);
        if (_state == CircuitState.Closed)
        {
            _queue.TryDequeue(out head!);
            _way.Taken(head);
        }
        else
        {
            head = _queue.TakeTrickle(1, 1)[0];
        }
        next = Take(_sender.Add(head, head.Bytes, !IsBulk(head)), head, ref bytesInFrame);
        return true;
    }

    // Who is cut off, or is proving itself, gets what matters most first.
    private Pending<TItem>? Head => _state == CircuitState.Closed ? _queue.Head : _queue.TrickleHead;

    private static bool IsBulk(Pending<TItem> message) => message.Label.Class == MessageClass.Bulk;

    private static bool Fits(int bytes, int bytesInFrame, int most) =>
        bytesInFrame == 0 || bytesInFrame + bytes <= most;

    private bool GiveUp(in LostMessage<Pending<TItem>> lost, TimeSpan now)
    {
        PendingOutcome outcome;
        if (_queue.IsPassed(lost.Item))
            outcome = PendingOutcome.Superseded;
        else if (lost.Retries >= _policy.Bounds.MaxRetries)
            outcome = PendingOutcome.Exhausted;
        else if (lost.Item.ExpiresAt <= now || now - lost.Item.EnqueuedAt >= _policy.Bounds.MaxAge)
            outcome = PendingOutcome.Expired;
        else
            return false;
        if (_sender!.GiveUp(lost.Number))
            End(lost.Item, outcome);
        return true;
    }

    private void End(Pending<TItem> message, PendingOutcome outcome)
    {
        if (_queue.End(message, outcome))
            _way.Ended(message, outcome);
    }

    private static Numbered<TItem> Take(long number, Pending<TItem> message, ref int bytesInFrame)
    {
        bytesInFrame += message.Bytes;
        return new(number, message.Item);
    }

    private LinkFrame<TItem> Frame(ImmutableArray<Numbered<TItem>> messages, bool isBulk = false) =>
        new(Nonce, _sender!.Incarnation!.Value, _sender.Lowest, 0, isBulk, messages);
}
