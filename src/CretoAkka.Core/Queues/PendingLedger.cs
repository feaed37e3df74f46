namespace CretoAkka.Core.Queues;

/// <summary>What became of every message that was accepted. Immutable; ledgers of several queues add up.</summary>
public readonly record struct PendingLedger
{
    /// <summary>Messages accepted.</summary>
    public long Accepted { get; init; }

    /// <summary>Messages that wait.</summary>
    public long Queued { get; init; }

    /// <summary>Messages that were taken out to be sent, and have not ended.</summary>
    public long InFlight { get; init; }

    /// <summary>Messages handed to their target.</summary>
    public long Delivered { get; init; }

    /// <summary>Messages replaced by a newer version.</summary>
    public long Superseded { get; init; }

    /// <summary>Messages that grew too old.</summary>
    public long Expired { get; init; }

    /// <summary>Messages that a full queue dropped.</summary>
    public long Overflowed { get; init; }

    /// <summary>Messages given to another peer.</summary>
    public long Forwarded { get; init; }

    /// <summary>Messages sent as often as is allowed.</summary>
    public long Exhausted { get; init; }

    /// <summary>Messages removed with their peer.</summary>
    public long Removed { get; init; }

    /// <summary>Messages that ended with the system.</summary>
    public long ShutDown { get; init; }

    /// <summary>Messages that have not ended.</summary>
    public long Pending => Queued + InFlight;

    /// <summary>Messages that have.</summary>
    public long Ended =>
        Delivered + Superseded + Expired + Overflowed + Forwarded + Exhausted + Removed + ShutDown;

    /// <summary>Whether every accepted message is somewhere. Always.</summary>
    public bool Balances => Accepted == Pending + Ended;

    /// <summary>Messages that ended in one way.</summary>
    public long this[PendingOutcome outcome] => outcome switch
    {
        PendingOutcome.Delivered => Delivered,
        PendingOutcome.Superseded => Superseded,
        PendingOutcome.Expired => Expired,
        PendingOutcome.Overflowed => Overflowed,
        PendingOutcome.Forwarded => Forwarded,
        PendingOutcome.Exhausted => Exhausted,
        PendingOutcome.Removed => Removed,
        PendingOutcome.ShutDown => ShutDown,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not a way to end"),
    };

    /// <summary>Two queues as one.</summary>
    public static PendingLedger operator +(PendingLedger left, PendingLedger right) => Add(left, right);

    /// <summary>Two queues as one.</summary>
    public static PendingLedger Add(PendingLedger left, PendingLedger right) => new()
    {
        Accepted = left.Accepted + right.Accepted,
        Queued = left.Queued + right.Queued,
        InFlight = left.InFlight + right.InFlight,
        Delivered = left.Delivered + right.Delivered,
        Superseded = left.Superseded + right.Superseded,
        Expired = left.Expired + right.Expired,
        Overflowed = left.Overflowed + right.Overflowed,
        Forwarded = left.Forwarded + right.Forwarded,
        Exhausted = left.Exhausted + right.Exhausted,
        Removed = left.Removed + right.Removed,
        ShutDown = left.ShutDown + right.ShutDown,
    };

    internal PendingLedger Count(PendingOutcome outcome) => outcome switch
    {
        PendingOutcome.Delivered => this with { Delivered = Delivered + 1 },
        PendingOutcome.Superseded => this with { Superseded = Superseded + 1 },
        PendingOutcome.Expired => this with { Expired = Expired + 1 },
        PendingOutcome.Overflowed => this with { Overflowed = Overflowed + 1 },
        PendingOutcome.Forwarded => this with { Forwarded = Forwarded + 1 },
        PendingOutcome.Exhausted => this with { Exhausted = Exhausted + 1 },
        PendingOutcome.Removed => this with { Removed = Removed + 1 },
        PendingOutcome.ShutDown => this with { ShutDown = ShutDown + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not a way to end"),
    };
}
