using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;

namespace CretoAkka.Simulation.Links;

/// <content>What still goes to a peer that is cut off: little, and what matters most.</content>
internal sealed partial class Link
{
    private TricklePace _trickle;

    // Of the last frame that trickled. It tells what arrived, and is no outcome: nobody gave a permit for it.
    private long _trickleMarker;

    // Half-open a frame goes with each probe; where all permits are out there is none.
    private bool _starves;

    private bool MayTrickle => _sender is not null
        && Gate.Circuit.Mode != CircuitMode.Quarantined
        && Gate.Circuit.State == _state
        && (_state == CircuitState.Open || (_state == CircuitState.HalfOpen && _proven && !_asking && _starves));

    private bool HasTrickle => _lost.Count > 0 || (_queue.TrickleHead is { } head && _sender!.HasRoom(head.Bytes));

    private TimeSpan? NextTrickle(TimeSpan now) => MayTrickle && HasTrickle ? _trickle.NextAt(now) : null;

    private void Trickle(TimeSpan now)
    {
        while (MayTrickle && HasTrickle && _trickle.Allowance(now) is > 0 and var most)
        {
            var payloads = Gather(Math.Min(most, _policy.FrameBytes), now, out var bytes);
            if (payloads.Count > 0)
                LetGo(payloads, bytes, now);
        }
    }

    private List<LinkMessage.Payload> Gather(int most, TimeSpan now, out int bytes)
    {
        var payloads = new List<LinkMessage.Payload>();
        bytes = 0;
        while (TryLost(now, most, ref bytes, out var next)
            || (_lost.Count == 0 && TryWaiting(most, ref bytes, out next)))
            payloads.Add(next);
        return payloads;
    }

    private void LetGo(List<LinkMessage.Payload> payloads, int bytes, TimeSpan now)
    {
        var frames = payloads.Chunk(_policy.FrameMessages).Select(part => Frame([.. part])).ToList();
        _trickleMarker = _sender!.Mark(now, Timeout);
        frames[^1] = frames[^1] with { Marker = _trickleMarker };
        _trickle = _trickle.Sent(bytes, now);
        foreach (var frame in frames)
            _host.Tell(_peer, frame);
    }
}
