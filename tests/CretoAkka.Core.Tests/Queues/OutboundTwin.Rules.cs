using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

internal sealed partial class OutboundTwin
{
    /// <summary>When nothing may have expired before.</summary>
    public TimeSpan? NextExpiry =>
        _pending.Where(m => m.SentAs is null).Select(m => (TimeSpan?)DueAt(m)).Min();

    /// <summary>Judges what an operation left behind. To be called after each.</summary>
    public void Settle()
    {
        _delivered.RemoveAll(d => !_pending.Exists(m => m.Label.Class == d.Class && m.Label.Key == d.Key));
        foreach (var of in Classes)
        {
            var (waiting, bounds) = (Waiting(of), Bounds(of));
            var bytes = (double)waiting.Sum(m => m.Bytes);
            var part = Math.Max((double)waiting.Count / bounds.MaxCount, bytes / bounds.MaxBytes);
            _isBusy[Index(of)] = _isBusy[Index(of)] ? part > policy.CalmBelow : part > policy.BusyAbove;
        }
    }

    public ClassStats Stats(MessageClass of)
    {
        var (waiting, inFlight) = (Waiting(of), InFlight.Count(m => m.Label.Class == of));
        var ledger = new PendingLedger
        {
            Accepted = _acceptedOf[Index(of)],
            Queued = waiting.Count,
            InFlight = inFlight,
            Delivered = _endings[Index(of), (int)PendingOutcome.Delivered],
            Superseded = _endings[Index(of), (int)PendingOutcome.Superseded],
            Expired = _endings[Index(of), (int)PendingOutcome.Expired],
            Overflowed = _endings[Index(of), (int)PendingOutcome.Overflowed],
            Forwarded = _endings[Index(of), (int)PendingOutcome.Forwarded],
            Exhausted = _endings[Index(of), (int)PendingOutcome.Exhausted],
            Removed = _endings[Index(of), (int)PendingOutcome.Removed],
            ShutDown = _endings[Index(of), (int)PendingOutcome.ShutDown],
        };
        return new ClassStats(waiting.Count, waiting.Sum(m => m.Bytes), inFlight, _isBusy[Index(of)], ledger);
    }

    private static int Index(MessageClass of) => Array.IndexOf(Classes, of);

    private static bool SameKey(Message one, Message other) =>
        one.Label.Key is not null && one.Label.Key == other.Label.Key && one.Label.Class == other.Label.Class;

    private QueuePolicy Bounds(MessageClass of) => of switch
    {
        MessageClass.Critical => policy.Critical,
        MessageClass.Normal => policy.Normal,
        _ => policy.Bulk,
    };

    private List<Message> Waiting(MessageClass of)
    {
        var waiting = _pending.FindAll(m => m.SentAs is null && m.Label.Class == of);
        waiting.Sort((a, b) => a.Place.CompareTo(b.Place));
        return waiting;
    }

    // Whether the lane is known, or may be from now on.
    private bool Meet(string? lane)
    {
        if (lane is null)
            return false;
        if (_marks.ContainsKey(lane) || (_marks.Count < policy.MaxLanes && _marks.TryAdd(lane, long.MinValue)))
            return true;
        RefusedLanes++;
        return false;
    }

    // Lanes are never forgotten, so one that is not known now was not when the message came.
    private bool HasLane(Message message) => message.Label.Lane is { } lane && _marks.ContainsKey(lane);

    private bool IsPassed(Message message) =>
        (HasLane(message) && message.Label.Instance <= _marks[message.Label.Lane!])
        || _pending.Exists(m => SameKey(m, message) && (m.SentAs is null
            ? m.Label.Version >= message.Label.Version
            : m.Label.Version > message.Label.Version))
        || _delivered.Exists(d => d.Class == message.Label.Class && d.Key == message.Label.Key
            && d.Version > message.Label.Version);

    private TimeSpan DueAt(Message message)
    {
        var byAge = message.At + Bounds(message.Label.Class).MaxAge;
        return message.Label.ExpiresAt < byAge ? message.Label.ExpiresAt.Value : byAge;
    }

    private bool IsOld(Message message, TimeSpan now) => DueAt(message) <= now;

    private void Shrink(MessageClass of, Message? spared, TimeSpan now)
    {
        for (var waiting = Waiting(of);
             waiting.Count > Bounds(of).MaxCount || waiting.Sum(m => m.Bytes) > Bounds(of).MaxBytes;
             waiting = Waiting(of))
        {
            var oldest = waiting.First(m => m != spared);
            End(oldest, IsOld(oldest, now) ? PendingOutcome.Expired : PendingOutcome.Overflowed);
        }
    }

    private void End(IEnumerable<Message> messages, PendingOutcome outcome)
    {
        foreach (var message in messages.ToList())
            End(message, outcome);
    }

    private void Count(Message message, PendingOutcome outcome)
    {
        Ended.Add((message.Number, outcome));
        _endings[Index(message.Label.Class), (int)outcome]++;
    }
}
