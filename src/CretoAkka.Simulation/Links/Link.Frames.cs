using System.Collections.Immutable;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Simulation.Links;

/// <content>Frames: what was lost first, then what waits, then perhaps a marker.</content>
internal sealed partial class Link
{
    // Filled for one frame at a time.
    private readonly List<LinkMessage.Payload> _payloads = [];
    private LostMessage<Pending<Parcel>>? _lostBulk;
    private bool _bulkLeaves;

    // What was sent before the circuit opened may be lost, and comes before what waits: the first probe only asks.
    private bool _asking;

    private TimeSpan MarkerDue() => _state == CircuitState.HalfOpen
        ? _nextMarker
        : Later(_nextMarker, _sender!.MarkerDueAt(Timeout));

    private void Pump(TimeSpan now)
    {
        var marker = AskMarker(now);
        var most = _state == CircuitState.Closed ? int.MaxValue : marker is null ? 0 : 1;
        var frames = Fill(now, most);
        if (frames is not null)
            marker ??= AskMarker(now); // What goes out on an idle link makes a marker due, and carries it.
        if (marker is not null)
            Mark(frames ??= [], marker, now);
        if (frames is null)
            return;
        foreach (var frame in frames)
            _host.Tell(_peer, frame);
    }

    private Permit? AskMarker(TimeSpan now)
    {
        if (now < MarkerDue())
            return null;
        Gate.MarkerInterval = MarkerInterval;
        var marker = Gate.Admit(now, Timeout, OutcomeSource.Session);
        _starves = marker is null;
        _nextMarker = marker is null || _state == CircuitState.HalfOpen ? now + MarkerInterval : TimeSpan.Zero;
        return marker;
    }

    private void Mark(List<LinkMessage.Frame> frames, Permit permit, TimeSpan now)
    {
        var number = _sender!.Mark(now, Timeout);
        _markers[number] = permit;
        if (frames.Count == 0 || _bulkLeaves)
            frames.Add(Frame([])); // Whatever becomes of a bulk message, the marker goes its own way.
        frames[^1] = frames[^1] with { Marker = number };
    }

    private List<LinkMessage.Frame>? Fill(TimeSpan now, int most)
    {
        List<LinkMessage.Frame>? frames = null;
        _bulkLeaves = false;
        while ((frames?.Count ?? 0) < most && !_bulkLeaves)
        {
            var bytes = 0;
            _payloads.Clear();
            while (_payloads.Count < _policy.FrameMessages && TryNext(now, ref bytes, out var next))
                _payloads.Add(next);
            if (_payloads.Count == 0)
                break;
            (frames ??= []).Add(Frame([.. _payloads]));
        }
        return frames;
    }

    private bool TryNext(TimeSpan now, ref int bytesInFrame, out LinkMessage.Payload payload)
    {
        if (TryLost(now, _policy.FrameBytes, ref bytesInFrame, out payload))
            return true;
        if (_lost.Count > 0 || _asking || !_pace.Allows(now) || _bulkLeaves)
            return false;
        if (TryLostBulk(now, bytesInFrame, out payload))
            return true;
        if (!TryWaiting(_policy.FrameBytes, ref bytesInFrame, out payload))
            return false;

        _pace.Take();
        return true;
    }

    // It has a frame to itself.
    private bool TryLostBulk(TimeSpan now, int bytesInFrame, out LinkMessage.Payload payload)
    {
        payload = default;
        if (_lostBulk is not { } lost || _state != CircuitState.Closed || _queue.Head is not null || bytesInFrame > 0)
            return false;
        _lostBulk = null;
        if (GiveUp(lost, now) || !_sender!.Resend(lost.Number))
            return false;
        _bulkLeaves = true;
        payload = Take(lost.Number, lost.Item, ref bytesInFrame);
        return true;
    }

    private bool TryLost(TimeSpan now, int most, ref int bytesInFrame, out LinkMessage.Payload payload)
    {
        payload = default;
        while (_lost.TryPeek(out var lost))
        {
            if (!GiveUp(lost, now) && !Fits(lost.Item.Bytes, bytesInFrame, most))
                return false;
            _lost.Dequeue();
            if (_sender!.Resend(lost.Number))
            {
                payload = Take(lost.Number, lost.Item, ref bytesInFrame);
                return true;
            }
        }
        return false;
    }

    private bool TryWaiting(int most, ref int bytesInFrame, out LinkMessage.Payload payload)
    {
        payload = default;
        if (Head is not { } head || !_sender!.HasRoom(head.Bytes) || !Fits(head.Bytes, bytesInFrame, most)
            || (IsBulk(head) && bytesInFrame > 0))
            return false;
        _bulkLeaves = IsBulk(head);
        if (_state == CircuitState.Closed)
        {
            _queue.TryDequeue(out head!);
            Books.Taken(head);
        }
        else
        {
            head = _queue.TakeTrickle(1, 1)[0];
        }
        payload = Take(_sender.Add(head, head.Bytes, !IsBulk(head)), head, ref bytesInFrame);
        return true;
    }

    // Who is cut off, or is proving itself, gets what matters most first.
    private Pending<Parcel>? Head => _state == CircuitState.Closed ? _queue.Head : _queue.TrickleHead;

    private static bool IsBulk(Pending<Parcel> message) => message.Label.Class == MessageClass.Bulk;

    private static bool Fits(int bytes, int bytesInFrame, int most) =>
        bytesInFrame == 0 || bytesInFrame + bytes <= most;

    private bool GiveUp(in LostMessage<Pending<Parcel>> lost, TimeSpan now)
    {
        var bounds = _settings.Queue.Normal;
        PendingOutcome outcome;
        if (_queue.IsPassed(lost.Item))
            outcome = PendingOutcome.Superseded;
        else if (lost.Retries >= bounds.MaxRetries)
            outcome = PendingOutcome.Exhausted;
        else if (lost.Item.ExpiresAt <= now || now - lost.Item.EnqueuedAt >= bounds.MaxAge)
            outcome = PendingOutcome.Expired;
        else
            return false;
        if (_sender!.GiveUp(lost.Number))
            End(lost.Item, outcome);
        return true;
    }

    private void End(Pending<Parcel> message, PendingOutcome outcome)
    {
        if (_queue.End(message, outcome))
            Books.Ended(message, outcome);
    }

    private static LinkMessage.Payload Take(long number, Pending<Parcel> message, ref int bytesInFrame)
    {
        bytesInFrame += message.Bytes;
        return new(number, message.Item);
    }

    private LinkMessage.Frame Frame(ImmutableArray<LinkMessage.Payload> payloads) =>
        new(_nonce, _sender!.Incarnation!.Value, _sender.Lowest, 0, payloads);
}
