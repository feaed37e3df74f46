using System.Globalization;
using CretoAkka.Core.Queues;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Links;

namespace CretoAkka.Simulation.Checks;

/// <summary>Books of the messages for a peer, kept apart from the queue: each ends once, none is made up.</summary>
internal sealed class MessageBooks(string link, OutboundPolicy policy)
{
    private readonly long[] _ended = new long[Enum.GetValues<PendingOutcome>().Length];
    private readonly long[] _lastTaken = new long[3];
    private long _accepted;
    private long _allEnded;
    private (long Steps, long Accepted, long Ended) _checked = (-1, 0, 0);

    /// <summary>Whether the peer tells lies: what it says it has it may not have.</summary>
    public bool IsPeerLying { get; set; }

    /// <summary>Messages that ended in one way.</summary>
    public long this[PendingOutcome outcome] => _ended[(int)outcome];

    /// <summary>A message was accepted, and some ended for it, itself perhaps.</summary>
    public void Accepted(Parcel parcel, in EnqueueResult<Parcel> result)
    {
        _accepted++;
        foreach (var ended in result.Ended)
        {
            var isOlder = ended.Outcome == PendingOutcome.Superseded && ended.Message != result.Message;
            parcel.TookPlace |= isOlder;
            Ended(ended.Message, ended.Outcome);
        }
    }

    /// <summary>Messages ended.</summary>
    public void Ended(IReadOnlyList<Ended<Parcel>> ended)
    {
        foreach (var (message, outcome) in ended)
            Ended(message, outcome);
    }

    /// <summary>A message ended.</summary>
    public void Ended(Pending<Parcel> message, PendingOutcome outcome)
    {
        var parcel = message.Item;
        ViolationException.Unless(
            parcel.Outcome is null, "I6", $"{Name(parcel)} ended as {parcel.Outcome} and again as {outcome}");
        parcel.Outcome = outcome;
        _ended[(int)outcome]++;
        _allEnded++;
        ViolationException.Unless(
            outcome != PendingOutcome.Delivered || IsPeerLying || parcel.HandedOver > 0, "I6",
            $"{Name(parcel)} counts as delivered and was never handed over");
    }

    /// <summary>A closed circuit takes a message out for the first time: in the order in which they came.</summary>
    public void Taken(Pending<Parcel> message)
    {
        if (message.Retries > 0 || message.Item.TookPlace)
            return;
        ref var last = ref _lastTaken[(int)message.Label.Class - (int)MessageClass.Critical];
        var before = last;
        ViolationException.Unless(
            message.Sequence > before, "D15", $"{Name(message.Item)} overtakes one that came before it");
        last = message.Sequence;
    }

    /// <summary>What the queue says agrees with the books, and it is within its bounds.</summary>
    public void Check(OutboundQueue<Parcel> queue)
    {
        if (_checked == (queue.Steps, _accepted, _allEnded))
            return; // Nothing was done since it agreed.
        _checked = (queue.Steps, _accepted, _allEnded);
        var ledger = queue.Ledger;
        ViolationException.Unless(
            ledger.Accepted == _accepted && ledger.Balances && ledger.Ended == _allEnded, "I6",
            $"{link}: {_accepted} accepted, {_allEnded} ended; the queue says {ledger}");
        ViolationException.Unless(
            IsWithin(queue.Stats(MessageClass.Critical), policy.Critical)
            && IsWithin(queue.Stats(MessageClass.Normal), policy.Normal)
            && IsWithin(queue.Stats(MessageClass.Bulk), policy.Bulk), "I4", $"the queue of {link} is too long");
    }

    /// <summary>Nothing is left of what was accepted.</summary>
    public void CheckAllEnded() => ViolationException.Unless(
        _accepted == _allEnded, "I6", $"{link}: {_accepted} accepted, {_allEnded} ended, and there is no more to come");

    private static bool IsWithin(in ClassStats stats, QueuePolicy policy) =>
        stats.Waiting <= policy.MaxCount && stats.WaitingBytes <= policy.MaxBytes;

    private string Name(Parcel parcel) =>
        string.Create(CultureInfo.InvariantCulture, $"{link}: message {parcel.Number} ({parcel.Message})");
}
