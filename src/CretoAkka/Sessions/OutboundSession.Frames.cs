using System.Collections.Immutable;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>Frames: what was lost first, then what waits, then perhaps a marker.</content>
internal sealed partial class OutboundSession
{
    // The bulk message that was lost, and goes again when nothing else waits; and whether the last frame carries one.
    private LostMessage<Pending<Outgoing>>? _lostBulk;
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
        var marker = AskMarker(now);
        var most = _state == CircuitState.Closed ? int.MaxValue : marker is null ? 0 : HalfOpenFrames;
        var frames = Fill(now, most);
        if (_state != CircuitState.Closed)
            Trickled += frames.Sum(f => f.Payloads.Length);
        if (frames.Count > 0)
            marker ??= AskMarker(now); // What goes out on an idle link makes a marker due, and carries it.
        if (marker is { } admission)
            Mark(frames, admission, now);
        foreach (var frame in frames)
            transport.Tell(frame, self);
    }

    private Admission? AskMarker(TimeSpan now)
    {
        if (now < MarkerDue())
            return null;
        gate.MarkersEvery(MarkerInterval);
        var marker = _report.Admit(now, Timeout);
        _starves = marker is null;
        _nextMarker = marker is null || _state == CircuitState.HalfOpen ? now + MarkerInterval : TimeSpan.Zero;
        return marker;
    }

    private void Mark(List<Frame> frames, in Admission admission, TimeSpan now)
    {
        var number = _sender!.Mark(now, Timeout);
        _markers[number] = admission;
        if (frames.Count == 0 || _bulkLeaves)
            frames.Add(Frame([])); // Whatever becomes of a bulk message, the marker goes its own way.
        frames[^1] = frames[^1] with { Marker = number };
    }

    private List<Frame> Fill(TimeSpan now, int most)
    {
        var frames = new List<Frame>();
        _bulkLeaves = false;
        while (frames.Count < most && !_bulkLeaves)
        {
            var payloads = ImmutableArray.CreateBuilder<Payload>();
            for (var bytes = 0; payloads.Count < _policy.FrameMessages && TryNext(now, ref bytes, out var next);)
                payloads.Add(next);
            if (payloads.Count == 0)
                break;
            frames.Add(Frame(payloads.DrainToImmutable()) with { IsBulk = _bulkLeaves });
        }
        return frames;
    }

    private bool TryNext(TimeSpan now, ref int bytesInFrame, out Payload payload)
    {
        if (TryLost(now, _policy.FrameBytes, ref bytesInFrame, out payload))
            return true;
        if (_lost.Count > 0 || _asking || !pace.Allows(now) || _bulkLeaves)
            return false;
        if (TryLostBulk(now, bytesInFrame, out payload))
            return true;
        if (!TryWaiting(_policy.FrameBytes, ref bytesInFrame, out payload))
            return false;

        pace.Take();
        return true;
    }

    // It has a frame to itself.
    private bool TryLostBulk(TimeSpan now, int bytesInFrame, out Payload payload)
    {
        payload = default;
        if (_lostBulk is not { } lost || _state != CircuitState.Closed || queue.Head is not null || bytesInFrame > 0)
            return false;
        _lostBulk = null;
        if (GiveUp(lost, now) || !_sender!.Resend(lost.Number))
            return false;
        _bulkLeaves = true;
        payload = Take(lost.Number, lost.Item, ref bytesInFrame);
        return true;
    }

    private bool TryLost(TimeSpan now, int most, ref int bytesInFrame, out Payload payload)
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

    private bool TryWaiting(int most, ref int bytesInFrame, out Payload payload)
    {
        payload = default;
        if (Head is not { } head || !_sender!.HasRoom(head.Bytes) || !Fits(head.Bytes, bytesInFrame, most)
            || (IsBulk(head) && bytesInFrame > 0))
            return false;
        _bulkLeaves = IsBulk(head);
        if (_state == CircuitState.Closed)
            queue.TryDequeue(out head);
        else
            head = queue.TakeTrickle(1, 1)[0];
        payload = Take(_sender.Add(head!, head!.Bytes, !IsBulk(head)), head, ref bytesInFrame);
        return true;
    }

    // Who is cut off, or is proving itself, gets what matters most first.
    private Pending<Outgoing>? Head => _state == CircuitState.Closed ? queue.Head : queue.TrickleHead;

    private static bool IsBulk(Pending<Outgoing> message) => message.Label.Class == MessageClass.Bulk;

    private static bool Fits(int bytes, int bytesInFrame, int most) =>
        bytesInFrame == 0 || bytesInFrame + bytes <= most;

    private bool GiveUp(in LostMessage<Pending<Outgoing>> lost, TimeSpan now)
    {
        PendingOutcome outcome;
        if (queue.IsPassed(lost.Item))
            outcome = PendingOutcome.Superseded;
        else if (lost.Retries >= node.Settings.Fallback.MaxRetries)
            outcome = PendingOutcome.Exhausted;
        else if (lost.Item.ExpiresAt <= now || now - lost.Item.EnqueuedAt >= node.Settings.Fallback.MaxQueueTime)
            outcome = PendingOutcome.Expired;
        else
            return false;
        if (_sender!.GiveUp(lost.Number))
            queue.End(lost.Item, outcome);
        return true;
    }

    private static Payload Take(long number, Pending<Outgoing> message, ref int bytesInFrame)
    {
        bytesInFrame += message.Bytes;
        return new(number, message.Item.Serializer, message.Item.Manifest, message.Item.Data);
    }

    private Frame Frame(ImmutableArray<Payload> payloads) =>
        new(node.Name, _nonce, _sender!.Incarnation!.Value, _sender.Lowest, 0, transport.Target, payloads)
        {
            Key = _handshake?.Keys?.Frames,
        };
}
