using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

/// <summary>
/// The dumb twin of the outbound queue: one list of all that is pending, searched and sorted anew for each question.
/// </summary>
internal sealed partial class OutboundTwin(OutboundPolicy policy)
{
    internal sealed record Message(int Number, int Bytes, TimeSpan At, MessageLabel Label)
    {
        public int Place { get; set; } = Number;
        public int Retries { get; set; }

        /// <summary>Its place among all that was sent; null: it waits.</summary>
        public int? SentAs { get; set; }
    }

    private static readonly MessageClass[] Classes = [MessageClass.Critical, MessageClass.Normal, MessageClass.Bulk];

    private readonly List<Message> _pending = [];
    private readonly Dictionary<string, long> _marks = [];
    private readonly List<(MessageClass Class, string Key, long Version)> _delivered = [];
    private readonly int[,] _endings = new int[3, Enum.GetValues<PendingOutcome>().Length];
    private readonly bool[] _isBusy = new bool[3];
    private readonly int[] _acceptedOf = new int[3];
    private int _sent;

    public int Accepted { get; private set; }

    public int RefusedLanes { get; private set; }

    /// <summary>What ended since it was last taken.</summary>
    public List<(int Number, PendingOutcome Outcome)> Ended { get; } = [];

    public IReadOnlyList<Message> Pending => _pending;

    public IEnumerable<Message> InFlight => _pending.Where(m => m.SentAs is not null);

    public Message? Head => Waiting(MessageClass.Critical).FirstOrDefault()
        ?? Waiting(MessageClass.Normal).FirstOrDefault()
        ?? (_pending.Exists(m => m.Label.Class == MessageClass.Bulk && m.SentAs is not null)
            ? null
            : Waiting(MessageClass.Bulk).FirstOrDefault());

    public int? Enqueue(int bytes, MessageLabel label, TimeSpan now)
    {
        if (bytes > Bounds(label.Class).MaxBytes || (label.Class == MessageClass.Bulk && bytes > policy.MaxBulkBytes))
            return null;
        var message = new Message(++Accepted, bytes, now, label);
        _acceptedOf[Index(label.Class)]++;
        Meet(label.Lane);
        if (IsPassed(message))
            Count(message, PendingOutcome.Superseded);
        else
        {
            if (_pending.Find(m => SameKey(m, message) && m.SentAs is null) is { } older)
            {
                message.Place = older.Place;
                End(older, PendingOutcome.Superseded);
            }
            _pending.Add(message);
            Shrink(label.Class, message, now);
        }
        return _pending.Contains(message) ? Waiting(label.Class).Count : 0;
    }

    public Message? Dequeue()
    {
        var head = Head;
        if (head is not null)
            head.SentAs = ++_sent;
        return head;
    }

    public List<Message> Trickle(int maxBytes, int maxMessages)
    {
        var wanted = Waiting(MessageClass.Critical).Concat(Waiting(MessageClass.Normal)
            .OrderBy(m => !HasLane(m)).ThenBy(m => HasLane(m) ? m.Label.Instance : 0).ThenBy(m => m.Place));
        var taken = new List<Message>();
        foreach (var message in wanted)
        {
            var bytes = taken.Sum(m => m.Bytes);
            if (bytes >= maxBytes || taken.Count >= maxMessages
                || (taken.Count > 0 && bytes + message.Bytes > maxBytes))
                break;
            taken.Add(message);
        }
        taken.ForEach(m => m.SentAs = ++_sent);
        return taken;
    }

    public void Requeue(IEnumerable<Message> messages, TimeSpan now)
    {
        foreach (var message in messages)
        {
            _pending.Remove(message);
            if (IsPassed(message))
                Count(message, PendingOutcome.Superseded);
            else if (IsOld(message, now))
                Count(message, PendingOutcome.Expired);
            else if (message.Retries == Bounds(message.Label.Class).MaxRetries)
                Count(message, PendingOutcome.Exhausted);
            else
            {
                (message.SentAs, message.Retries) = (null, message.Retries + 1);
                _pending.Add(message);
            }
        }
        foreach (var of in Classes)
            Shrink(of, null, now);
    }

    public void RequeueAll(TimeSpan now) =>
        Requeue([.. InFlight.OrderBy(m => m.Label.Class).ThenBy(m => m.SentAs)], now);

    public void End(Message message, PendingOutcome outcome)
    {
        _pending.Remove(message);
        if (outcome == PendingOutcome.Delivered && message.Label.Key is { } key)
            _delivered.Add((message.Label.Class, key, message.Label.Version));
        Count(message, outcome);
    }

    public void EndAll(PendingOutcome outcome) => End(
        _pending.OrderBy(m => m.Label.Class).ThenBy(m => m.SentAs ?? int.MaxValue).ThenBy(m => m.Place), outcome);

    public void Advance(string lane, long instance)
    {
        if (!Meet(lane))
            return;
        _marks[lane] = Math.Max(_marks[lane], instance);
        End(_pending
            .Where(m => m.SentAs is null && m.Label.Lane == lane && m.Label.Instance <= _marks[lane])
            .OrderBy(m => m.Label.Class).ThenBy(m => m.Label.Instance).ThenBy(m => m.Place), PendingOutcome.Superseded);
    }

    public void Expire(TimeSpan now) => End(
        _pending.Where(m => m.SentAs is null && IsOld(m, now))
            .OrderBy(m => m.Label.Class).ThenBy(DueAt).ThenBy(m => m.Number), PendingOutcome.Expired);

    public void DropOldest(TimeSpan now)
    {
        if (Classes.Reverse().Select(c => Waiting(c).FirstOrDefault()).FirstOrDefault(m => m is not null) is { } oldest)
            End(oldest, IsOld(oldest, now) ? PendingOutcome.Expired : PendingOutcome.Overflowed);
    }
}
