namespace CretoAkka.Core.Queues;

/// <summary>
/// The messages for one peer that wait to be sent, a queue for each class, each bounded in count, bytes and age. Every
/// message that is accepted ends exactly once.
/// </summary>
/// <remarks>
/// <para>
/// A message is accepted by <see cref="Enqueue"/>, taken out by <see cref="TryDequeue"/> or <see cref="TakeTrickle"/>
/// and then ended by <see cref="End"/> or returned to its place by <see cref="Requeue"/>. What else ends it:
/// </para>
/// <para>
/// A newer version of its key: that takes its place, so order is kept. A version that is older than one which waits, is
/// in flight or was delivered (or the same as one which waits) ends at once, whether it comes or returns. What is in
/// flight stays in flight. A delivered version is remembered while anything of its key is pending, so memory is bounded
/// as the queue and the window are. Keys of different classes are different keys.
/// </para>
/// <para>
/// The watermark of its lane; its age, or the expiry of its own; a full class, which drops those in front.
/// </para>
/// <para>
/// Cost: O(1) as an average over many operations, and what is ended or taken. A message that comes or returns out of
/// the order of its instances, expiries or places costs O(log n) instead. <see cref="Steps"/> counts it.
/// </para>
/// <para>Mutable, single-threaded: the owner serializes.</para>
/// </remarks>
public sealed partial class OutboundQueue<TItem>
{
    private readonly StepCount _steps = new();
    private readonly OutboundPolicy _policy;
    private readonly LaneTable<TItem> _lanes;
    private readonly ClassQueue<TItem> _critical;
    private readonly ClassQueue<TItem> _normal;
    private readonly ClassQueue<TItem> _bulk;
    private readonly ClassQueue<TItem>[] _classes;
    private long _accepted;

    /// <summary>Makes an empty queue.</summary>
    public OutboundQueue(OutboundPolicy policy)
    {
        _policy = policy;
        _lanes = new(policy.MaxLanes, _steps);
        _critical = new(policy.Critical, policy, _lanes, _steps);
        _normal = new(policy.Normal, policy, _lanes, _steps);
        _bulk = new(policy.Bulk, policy, _lanes, _steps);
        _classes = [_critical, _normal, _bulk];
    }

    /// <summary>Messages that wait.</summary>
    public int Count => _critical.Waiting + _normal.Waiting + _bulk.Waiting;

    /// <summary>Bytes that wait.</summary>
    public long Bytes => _critical.Stats.WaitingBytes + _normal.Stats.WaitingBytes + _bulk.Stats.WaitingBytes;

    /// <summary>
    /// Whether senders should slow down: a class went above its high mark and has not come down to its low one.
    /// </summary>
    public bool IsBusy => _critical.Stats.IsBusy || _normal.Stats.IsBusy || _bulk.Stats.IsBusy;

    /// <summary>Before this <see cref="Expire"/> ends nothing; null: nothing waits.</summary>
    public TimeSpan? NextExpiry => Count == 0 ? null
        : Earlier(_critical.NextExpiry, Earlier(_normal.NextExpiry, _bulk.NextExpiry));

    /// <summary>What became of every message so far, of all classes.</summary>
    public PendingLedger Ledger => _critical.Ledger + _normal.Ledger + _bulk.Ledger;

    /// <summary>
    /// How often a label or a watermark named a lane beyond <see cref="OutboundPolicy.MaxLanes"/>: such a message waits
    /// without a lane, such a mark passes nothing.
    /// </summary>
    public long RefusedLanes => _lanes.Refused;

    /// <summary>What was done so far, in links followed and comparisons made: cost without a clock.</summary>
    public long Steps => _steps.Value;

    /// <summary>How the messages of one class stand.</summary>
    public ClassStats Stats(MessageClass of) => _classes[of.Index].Stats;

    /// <summary>
    /// Accepts a message: behind all others of its class, or in the place of an older version; where its class is full
    /// the oldest others make room. It may end at once.
    /// </summary>
    /// <param name="item">The message.</param>
    /// <param name="bytes">Its size. At least 0.</param>
    /// <param name="label">What is known of it besides.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// The message, how many of its class wait (0: it has ended), and those that ended, itself perhaps. Or none, where
    /// it is larger than its class may be.
    /// </returns>
    public EnqueueResult<TItem> Enqueue(TItem item, int bytes, in MessageLabel label, TimeSpan now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        var queue = _classes[label.Class.Index];
        if (!queue.Fits(bytes) || (queue == _bulk && bytes > _policy.MaxBulkBytes))
            return new EnqueueResult<TItem>(null, 0, []);

        var message = new Pending<TItem>(item, bytes, ++_accepted, now, label);
        List<Ended<TItem>>? ended = null;
        queue.Accept(message, now, ref ended);
        var position = message.State == PendingState.Queued ? queue.Waiting : 0;
        return new EnqueueResult<TItem>(message, position, Settle(ended));
    }

    private IReadOnlyList<Ended<TItem>> Settle(List<Ended<TItem>>? ended)
    {
        UpdateBusy();
        return ended is null ? Array.Empty<Ended<TItem>>() : ended;
    }

    // At the end of all that an operation does: what is between is nobody's business.
    private void UpdateBusy()
    {
        foreach (var queue in _classes)
            queue.UpdateBusy();
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
