using System.Diagnostics.CodeAnalysis;

namespace CretoAkka.Core.Queues;

/// <summary>
/// The messages for one peer that wait to be sent: bounded in count, bytes and age, in the order in which they were
/// accepted, each of which ends exactly once.
/// </summary>
/// <remarks>
/// A message is accepted by <see cref="Enqueue"/>, taken out to be sent by <see cref="TryDequeue"/>, and then either
/// ended by <see cref="End"/> or returned to its old place by <see cref="Requeue"/>. What ends is told to the caller
/// and counted in <see cref="Ledger"/>; a second end of the same message is not. Everything is O(1) and what it ends,
/// but for messages with an expiry of their own: the queue is looked through when the earliest of those is reached.
/// Mutable, single-threaded: the owner serializes.
/// </remarks>
public sealed class PendingQueue<TItem>(QueuePolicy policy)
{
    private readonly PendingList<TItem> _waiting = new();
    private PendingLedger _ledger;

    // No message that waits has an expiry of its own before this.
    private TimeSpan _earliestExpiry = TimeSpan.MaxValue;

    /// <summary>Messages that wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Bytes that wait.</summary>
    public long Bytes => _waiting.Bytes;

    /// <summary>The next message out; null: none waits.</summary>
    public Pending<TItem>? Head => _waiting.First;

    /// <summary>Before this <see cref="Expire"/> ends nothing; null: nothing waits.</summary>
    public TimeSpan? NextExpiry => _waiting.First is not { } oldest ? null
        : policy.MaxAge < _earliestExpiry - oldest.EnqueuedAt ? oldest.EnqueuedAt + policy.MaxAge
        : _earliestExpiry;

    /// <summary>What became of every message so far.</summary>
    public PendingLedger Ledger => _ledger with { Queued = _waiting.Count };

    /// <summary>Accepts a message behind all others; where the queue is full the oldest make room.</summary>
    /// <param name="item">The message.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="now">The time.</param>
    /// <param name="expiresAt">When it is of no use any more; null: the queue's bound alone holds.</param>
    public EnqueueResult<TItem> Enqueue(TItem item, int bytes, TimeSpan now, TimeSpan? expiresAt = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (bytes > policy.MaxBytes)
            return new EnqueueResult<TItem>(null, 0, []);

        _ledger = _ledger with { Accepted = _ledger.Accepted + 1 };
        var message = new Pending<TItem>(
            item, bytes, _ledger.Accepted, now, new MessageLabel { ExpiresAt = expiresAt });
        Insert(_waiting.Last, message);
        List<Ended<TItem>>? ended = null;
        Shrink(now, ref ended);
        return new EnqueueResult<TItem>(message, _waiting.Count, ended is null ? [] : ended);
    }

    /// <summary>
    /// Takes out the message that has waited longest. Call <see cref="Expire"/> before: this asks for no time.
    /// </summary>
    public bool TryDequeue([NotNullWhen(true)] out Pending<TItem>? message)
    {
        message = _waiting.First;
        if (message is null)
            return false;
        _waiting.Remove(message);
        message.State = PendingState.InFlight;
        _ledger = _ledger with { InFlight = _ledger.InFlight + 1 };
        return true;
    }

    /// <summary>
    /// Returns messages that were taken out, each to its old place: in front of all that were accepted after it.
    /// </summary>
    /// <returns>Those that ended instead: too old, sent as often as is allowed, or without room.</returns>
    public IReadOnlyList<Ended<TItem>> Requeue(IEnumerable<Pending<TItem>> messages, TimeSpan now)
    {
        List<Ended<TItem>>? ended = null;
        Pending<TItem>? before = null;
        foreach (var message in messages)
        {
            if (message.State != PendingState.InFlight)
                continue;
            if (IsExpired(message, now))
                Finish(message, PendingOutcome.Expired, ref ended);
            else if (message.Retries >= policy.MaxRetries)
                Finish(message, PendingOutcome.Exhausted, ref ended);
            else
                before = Return(message, before);
        }
        Shrink(now, ref ended);
        return ended is null ? [] : ended;
    }

    /// <summary>Ends a message, wherever it is.</summary>
    /// <returns>Whether it had not ended before.</returns>
    public bool End(Pending<TItem> message, PendingOutcome outcome)
    {
        if (message.State == PendingState.Ended)
            return false;
        if (message.State == PendingState.Queued)
            _waiting.Remove(message);
        else
            _ledger = _ledger with { InFlight = _ledger.InFlight - 1 };
        message.State = PendingState.Ended;
        _ledger = _ledger.Count(outcome);
        return true;
    }

    /// <summary>Ends the messages that wait and are too old.</summary>
    public IReadOnlyList<Ended<TItem>> Expire(TimeSpan now)
    {
        List<Ended<TItem>>? ended = null;
        while (_waiting.First is { } oldest && IsExpired(oldest, now))
            Finish(oldest, PendingOutcome.Expired, ref ended);
        if (_earliestExpiry <= now)
            LookThrough(now, ref ended);
        return ended is null ? [] : ended;
    }

    /// <summary>
    /// Ends the message that has waited longest, to make room elsewhere: overflowed, or expired if it is.
    /// </summary>
    /// <returns>The message; null: none waits.</returns>
    public Ended<TItem>? DropOldest(TimeSpan now)
    {
        if (_waiting.First is not { } oldest)
            return null;
        var outcome = IsExpired(oldest, now) ? PendingOutcome.Expired : PendingOutcome.Overflowed;
        End(oldest, outcome);
        return new Ended<TItem>(oldest, outcome);
    }

    /// <summary>Ends every message that waits in the same way.</summary>
    public IReadOnlyList<Ended<TItem>> RemoveAll(PendingOutcome outcome)
    {
        List<Ended<TItem>>? ended = null;
        while (_waiting.First is { } message)
            Finish(message, outcome, ref ended);
        return ended is null ? [] : ended;
    }

    private bool IsExpired(Pending<TItem> message, TimeSpan now) =>
        now - message.EnqueuedAt >= policy.MaxAge || message.ExpiresAt <= now;

    private void Insert(Pending<TItem>? before, Pending<TItem> message)
    {
        _waiting.AddAfter(before, message);
        if (message.ExpiresAt < _earliestExpiry)
            _earliestExpiry = message.ExpiresAt.Value;
    }

    // The search goes on where the message before was put: a batch in order passes what waits at most once.
    private Pending<TItem> Return(Pending<TItem> message, Pending<TItem>? before)
    {
        if (before?.Sequence > message.Sequence)
            before = null;
        while ((before is null ? _waiting.First : before.Next) is { } next && next.Sequence < message.Sequence)
            before = next;
        _ledger = _ledger with { InFlight = _ledger.InFlight - 1 };
        message.Retries++;
        message.State = PendingState.Queued;
        Insert(before, message);
        return message;
    }

    private void Shrink(TimeSpan now, ref List<Ended<TItem>>? ended)
    {
        while (_waiting.Count > policy.MaxCount || _waiting.Bytes > policy.MaxBytes)
            (ended ??= []).Add(DropOldest(now)!.Value);
    }

    private void Finish(Pending<TItem> message, PendingOutcome outcome, ref List<Ended<TItem>>? ended)
    {
        End(message, outcome);
        (ended ??= []).Add(new Ended<TItem>(message, outcome));
    }

    private void LookThrough(TimeSpan now, ref List<Ended<TItem>>? ended)
    {
        _earliestExpiry = TimeSpan.MaxValue;
        for (var message = _waiting.First; message is not null;)
        {
            var next = message.Next;
            if (IsExpired(message, now))
                Finish(message, PendingOutcome.Expired, ref ended);
            else if (message.ExpiresAt < _earliestExpiry)
                _earliestExpiry = message.ExpiresAt.Value;
            message = next;
        }
    }
}
