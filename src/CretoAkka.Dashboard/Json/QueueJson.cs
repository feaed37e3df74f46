using CretoAkka.Core.Queues;

namespace CretoAkka.Dashboard.Json;

/// <summary>The messages of one class, as JSON.</summary>
internal sealed record QueueJson
{
    public required int Waiting { get; init; }

    public required long WaitingBytes { get; init; }

    public required int InFlight { get; init; }

    public required bool Busy { get; init; }

    public required long Delivered { get; init; }

    public required long Superseded { get; init; }

    public required long Expired { get; init; }

    public required long Overflowed { get; init; }

    public required long Forwarded { get; init; }

    public required long Exhausted { get; init; }

    public static QueueJson Of(ClassStats stats) => new()
    {
        Waiting = stats.Waiting,
        WaitingBytes = stats.WaitingBytes,
        InFlight = stats.InFlight,
        Busy = stats.IsBusy,
        Delivered = stats.Ledger.Delivered,
        Superseded = stats.Ledger.Superseded,
        Expired = stats.Ledger.Expired,
        Overflowed = stats.Ledger.Overflowed,
        Forwarded = stats.Ledger.Forwarded,
        Exhausted = stats.Ledger.Exhausted,
    };
}
