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
        var marker = _report.Admit(now, Timeout);
        _nextMarker = marker is null || _state == CircuitState.HalfOpen ? now + MarkerInterval : TimeSpan.Zero;
        return marker;
    }

    private void Mark(List<Frame> frames, in Admission admission, TimeSpan now)
    {
        var number = _sender!.Mark(now, Timeout);
        _markers[number] = admission;
        if (frames.Count == 0)
            frames.Add(Frame([]));
        frames[^1] = frames[^1] with { Marker = number };
    }

    private List<Frame> Fill(TimeSpan now, int most)
    {
        var frames = new List<Frame>();
        while (frames.Count < most)
        {
            var payloads = ImmutableArray.CreateBuilder<Payload>();
            for (var bytes = 0; payloads.Count < policy.FrameMessages && TryNext(now, ref bytes, out var next);)
                payloads.Add(next);
            if (payloads.Count == 0)
                break;
            frames.Add(Frame(payloads.DrainToImmutable()));
        }
        return frames;
    }

    private bool TryNext(TimeSpan now, ref int bytesInFrame, out Payload payload)
    {
        payload = default;
        while (_lost.TryPeek(out var lost))
        {
            if (!GiveUp(lost, now) && !Fits(lost.Item.Bytes, bytesInFrame))
                return false;
            _lost.Dequeue();
            if (_sender!.Resend(lost.Number))
            {
                payload = Take(lost.Number, lost.Item, ref bytesInFrame);
                return true;
            }
        }
        if (_asking || queue.Head is not { } head || !_sender!.HasRoom(head.Bytes) || !Fits(head.Bytes, bytesInFrame)
            || !pace.Allows(now) || !queue.TryDequeue(out var message))
            return false;

        pace.Take();
        payload = Take(_sender.Add(message, message.Bytes), message, ref bytesInFrame);
        return true;
    }

    private bool Fits(int bytes, int bytesInFrame) => bytesInFrame == 0 || bytesInFrame + bytes <= policy.FrameBytes;

    private bool GiveUp(in LostMessage<Pending<Outgoing>> lost, TimeSpan now)
    {
        PendingOutcome outcome;
        if (lost.Retries >= node.Settings.Fallback.MaxRetries)
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
        new(node.Name, _nonce, _sender!.Incarnation!.Value, _sender.Lowest, 0, transport.Target, payloads);
}
