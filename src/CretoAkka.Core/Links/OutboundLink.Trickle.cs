using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Links;

/// <content>
/// What still goes to a peer that is cut off: little, and what matters most. A healthy peer that was cut off by hand
/// keeps up with its protocol by it.
/// </content>
public sealed partial class OutboundLink<TItem, TPermit>
{
    private TricklePace _trickle;

    // Of the last frame that trickled. It tells what arrived, and is no outcome: nobody gave a permit for it.
    private long _trickleMarker;

    // Half-open a frame goes with each probe; where calls hold all permits there is none.
    private bool _starves;

    /// <summary>Messages that were sent while the circuit was not closed.</summary>
    public long Trickled { get; private set; }

    private bool MayTrickle => _sender is not null
        && _door.Circuit.Mode != CircuitMode.Quarantined
        && _door.Circuit.State == _state
        && (_state == CircuitState.Open || (_state == CircuitState.HalfOpen && _proven && !_asking && _starves));

    private bool HasTrickle => _lost.Count > 0 || (_queue.TrickleHead is { } head && _sender!.HasRoom(head.Bytes));

    // Elsewhere probes ask; who is held open by hand is not probed, and what it lost would never be missed.
    private bool MustAsk => _door.Circuit.Mode == CircuitMode.ForcedOpen
        && _sender is { OutstandingMessages: > 0, Markers: 0 };

    private TimeSpan? NextTrickle(TimeSpan now) =>
        MayTrickle && (HasTrickle || MustAsk) ? _trickle.NextAt(now) : null;

    private void Trickle(TimeSpan now)
    {
        while (MayTrickle && (HasTrickle || MustAsk) && _trickle.Allowance(now) is > 0 and var most)
        {
            var payloads = Gather(Math.Min(most, Numbers.FrameBytes), now, out var bytes);
            if (payloads.Count > 0 || MustAsk)
                LetGo(payloads, bytes, now);
        }
    }

    private List<Numbered<TItem>> Gather(int most, TimeSpan now, out int bytes)
    {
        var payloads = new List<Numbered<TItem>>();
        bytes = 0;
        while (TryLost(now, most, ref bytes, out var next)
            || (_lost.Count == 0 && TryWaiting(most, ref bytes, out next)))
            payloads.Add(next);
        return payloads;
    }

    private void LetGo(List<Numbered<TItem>> payloads, int bytes, TimeSpan now)
    {
        var frames = payloads.Chunk(MostInFrame).Select(part => Frame([.. part])).ToList();
        if (frames.Count == 0)
            frames.Add(Frame([]));
        _trickleMarker = _sender!.Mark(now, Timeout);
        frames[^1] = frames[^1] with { Marker = _trickleMarker };
        _trickle = _trickle.Sent(bytes, now);
        Trickled += payloads.Count;
        foreach (var frame in frames)
            _way.Tell(frame);
    }
}
