using System.Collections.Immutable;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Sessions;

/// <content>Frames: what was lost first, then what waits, then perhaps a marker.</content>
internal sealed partial class OutboundSession
{
    // A half-open circuit sends a frame with each probe, and no more.
    private const int HalfOpenFrames = 1;

    private void Pump(TimeSpan now)
    {
        Admission? marker = null;
        if (now >= Later(_nextMarker, _sender!.MarkerDueAt(Timeout)))
        {
            marker = _report.Admit(now, Timeout);
            _nextMarker = marker is null ? now + MarkerInterval : TimeSpan.Zero;
        }
        var most = gate.Circuit.State == CircuitState.Closed ? int.MaxValue : marker is null ? 0 : HalfOpenFrames;
        var frames = Fill(now, most);
        if (marker is { } admission)
            Mark(frames, admission, now);
        foreach (var frame in frames)
            transport.Tell(frame, self);
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
            for (var bytes = 0; payloads.Count < policy.FrameMessages && TryNext(now, bytes, out var next);)
            {
                payloads.Add(next);
                bytes += next.Data.Length;
            }
            if (payloads.Count == 0)
                break;
            frames.Add(Frame(payloads.DrainToImmutable()));
        }
        return frames;
    }

    private bool TryNext(TimeSpan now, int bytesInFrame, out Payload payload)
    {
        if (TryResend(now, out payload))
            return true;
        if (queue.Head is not { } head || !_sender!.HasRoom(head.Bytes)
            || (bytesInFrame > 0 && bytesInFrame + head.Bytes > policy.FrameBytes))
            return false;

        queue.TryDequeue(out var message);
        payload = Of(_sender.Add(message!, message!.Bytes), message.Item);
        return true;
    }

    private bool TryResend(TimeSpan now, out Payload payload)
    {
        payload = default;
        while (_lost.TryDequeue(out var lost))
        {
            var outcome = lost.Retries >= node.Settings.Fallback.MaxRetries ? PendingOutcome.Exhausted
                : lost.Item.ExpiresAt <= now ? PendingOutcome.Expired
                : (PendingOutcome?)null;
            if (outcome is { } end)
            {
                if (_sender!.GiveUp(lost.Number))
                    queue.End(lost.Item, end);
            }
            else if (_sender!.Resend(lost.Number))
            {
                payload = Of(lost.Number, lost.Item.Item);
                return true;
            }
        }
        return false;
    }

    private Frame Frame(ImmutableArray<Payload> payloads) =>
        new(node.Name, _nonce, _sender!.Lowest, 0, transport.Target, payloads);

    private static Payload Of(long number, Outgoing message) =>
        new(number, message.Serializer, message.Manifest, message.Data);
}
