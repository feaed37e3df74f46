using System.Collections.Immutable;

namespace CretoAkka.Core.Sessions;

/// <summary>The receiving side of one session: lets each number through once, and says what has come.</summary>
/// <remarks>
/// Of a frame, first <see cref="Advance"/>, then <see cref="Accept"/> for each message (and
/// <see cref="Undeliverable"/> where it had no target), then <see cref="Mark"/>. Everything comes from the wire:
/// nothing throws, memory is bounded by the window, and a call costs no more than the numbers it speaks of.
/// Mutable, single-threaded: the owner serializes.
/// </remarks>
public sealed class SessionReceiver
{
    // Numbers end here, far from where adding to them would overflow.
    private const long MostNumber = 1L << 62;

    private readonly SessionPolicy _policy;
    private readonly ulong _nonce;
    private readonly long _incarnation;

    // Received, and above the contiguous ones.
    private readonly NumberRing _received;

    // Received without a target, and not below the lowest.
    private readonly NumberRing _undeliverable;

    private long _lowest = 1;
    private long _contiguous;
    private long _highest;
    private long _marker;
    private int _unacknowledged;
    private long _unacknowledgedBytes;

    /// <summary>A session in which nothing was received.</summary>
    /// <param name="policy">Its numbers.</param>
    /// <param name="nonce">The sender's, given back in each acknowledgement.</param>
    /// <param name="incarnation">This process.</param>
    public SessionReceiver(SessionPolicy policy, ulong nonce, long incarnation)
    {
        (_policy, _nonce, _incarnation) = (policy, nonce, incarnation);
        (_received, _undeliverable) = (new NumberRing(policy.Span), new NumberRing(policy.Span));
    }

    /// <summary>When an acknowledgement is to leave; null: nothing is to be acknowledged.</summary>
    public TimeSpan? AckDueAt { get; private set; }

    /// <summary>The sender waits for nothing below this number any more.</summary>
    public void Advance(long lowest)
    {
        if (lowest <= _lowest || lowest > MostNumber)
            return;

        _undeliverable.RemoveBelow(lowest, first: _lowest);
        _lowest = lowest;
        if (lowest - 1 <= _contiguous)
            return;
        _received.RemoveBelow(lowest, first: _contiguous + 1);
        _contiguous = lowest - 1;
        _highest = Math.Max(_highest, _contiguous);
        Extend();
    }

    /// <summary>A message came.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="now">The time.</param>
    public Reception Accept(long number, int bytes, TimeSpan now)
    {
        if (number < 1 || number > MostNumber || number - _lowest >= _policy.Span)
            return Reception.OutOfWindow;

        // A duplicate is acknowledged again: it came because an acknowledgement was lost.
        (_unacknowledged, _unacknowledgedBytes) = (_unacknowledged + 1, _unacknowledgedBytes + bytes);
        var isMuch = _unacknowledged >= _policy.AckAfterMessages || _unacknowledgedBytes >= _policy.AckAfterBytes;
        DueBy(isMuch ? now : now + _policy.AckWithin);
        if (IsReceived(number))
            return Reception.Duplicate;

        _highest = Math.Max(_highest, number);
        if (number > _contiguous + 1)
        {
            _received.Add(number);
            return Reception.New;
        }
        _contiguous = number;
        Extend();
        return Reception.New;
    }

    /// <summary>Whether <see cref="Accept"/> would let the number through as new.</summary>
    public bool IsNew(long number) =>
        number >= 1 && number <= MostNumber && number - _lowest < _policy.Span && !IsReceived(number);

    /// <summary>A message that was just accepted had no target.</summary>
    public void Undeliverable(long number)
    {
        if (number >= _lowest && number <= _highest && IsReceived(number))
            _undeliverable.Add(number);
    }

    /// <summary>A marker came: it is acknowledged at once.</summary>
    public void Mark(long marker, TimeSpan now)
    {
        if (marker < 1)
            return;
        _marker = Math.Max(_marker, marker);
        DueBy(now);
    }

    /// <summary>An acknowledgement is to leave no later than this.</summary>
    public void DueBy(TimeSpan at) => AckDueAt = AckDueAt < at ? AckDueAt : at;

    /// <summary>The acknowledgement of everything that has come.</summary>
    /// <remarks>It stops short of what its lists have no place for: it never claims more than is so.</remarks>
    public Acknowledgement TakeAck()
    {
        (AckDueAt, _unacknowledged, _unacknowledgedBytes) = (null, 0, 0);
        var undeliverable = Runs(_undeliverable, present: true, _lowest, _highest, out var through);
        var missing = Runs(_received, present: false, _contiguous + 1, through, out through);
        while (undeliverable is [.., var last] && last.First > through)
            undeliverable = undeliverable.RemoveAt(undeliverable.Length - 1);
        return new Acknowledgement(_nonce, _incarnation, _marker, through, missing, undeliverable);
    }

    private bool IsReceived(long number) => number <= _contiguous || _received.Contains(number);

    // The runs of numbers that are in a set, or not; through ends before the first that found no place.
    private ImmutableArray<NumberRange> Runs(
        NumberRing ring, bool present, long first, long last, out long through)
    {
        through = last;
        ImmutableArray<NumberRange>.Builder? runs = null; // Mostly there is none, and nothing to make room for.
        for (var at = ring.Next(present, first, last); at <= last;)
        {
            if (runs?.Count == _policy.MaxMissingRanges)
            {
                through = at - 1;
                break;
            }
            var end = ring.Next(!present, at, last);
            (runs ??= ImmutableArray.CreateBuilder<NumberRange>()).Add(new NumberRange(at, end - 1));
            at = ring.Next(present, end, last);
        }
        return runs?.DrainToImmutable() ?? [];
    }

    // Takes what had come early into the contiguous numbers.
    private void Extend()
    {
        var end = _received.Next(false, _contiguous + 1, _highest);
        _received.RemoveBelow(end, first: _contiguous + 1);
        _contiguous = end - 1;
    }
}
