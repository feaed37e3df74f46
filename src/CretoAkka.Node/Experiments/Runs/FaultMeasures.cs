using Akka.Remote;
using CretoAkka.Circuits;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Processes;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>What one way's run comes down to.</summary>
internal sealed record FaultMeasures
{
    /// <summary>
    /// How soon a peer that is back has what it needs: the probe interval, the gate of a failed association, a second.
    /// </summary>
    public static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(1 + 1 + 1);

    /// <summary>Bytes of managed objects that the sender gained in the fault.</summary>
    public required long HeapGrowth { get; init; }

    /// <summary>Bytes that the sender's process gained in the fault.</summary>
    public required long WorkingSetGrowth { get; init; }

    /// <summary>Stale messages that the victim still handled.</summary>
    public required int Stale { get; init; }

    /// <summary>Messages that the victim handled long after they were sent, in the fault or after it.</summary>
    public required int Late { get; init; }

    /// <summary>Messages that were sent and not acknowledged when the fault ended.</summary>
    public required int Window { get; init; }

    /// <summary>From the beginning of the fault until the sender knew; null: it never did.</summary>
    public required TimeSpan? KnownAfter { get; init; }

    /// <summary>The timeout in force for the victim when the fault began; null: there is none.</summary>
    public required TimeSpan? Timeout { get; init; }

    /// <summary>Messages to the victim that were refused, for good, since the fault began.</summary>
    public required long Refused { get; init; }

    /// <summary>What the victim needed of the time of the fault and never got.</summary>
    public required int Missing { get; init; }

    /// <summary>What of that it had not got <see cref="CatchUp"/> after the fault.</summary>
    public required int MissingSoon { get; init; }

    /// <summary>Messages that the victim handled after the fault.</summary>
    public required int Delivered { get; init; }

    /// <summary>The healthy links without a fault.</summary>
    public required LinkQuality Usual { get; init; }

    /// <summary>The healthy links during the fault.</summary>
    public required LinkQuality Faulty { get; init; }

    /// <summary>The share of their usual goodput that the healthy links had during the fault.</summary>
    public double GoodputShare => Usual.Goodput > 0 ? Faulty.Goodput / Usual.Goodput : 0;

    /// <summary>How much of their usual 99th percentile the healthy links had during the fault.</summary>
    public double P99Multiple => Usual.P99 > TimeSpan.Zero ? Faulty.P99 / Usual.P99 : double.PositiveInfinity;

    /// <summary>Measures a run.</summary>
    public static FaultMeasures Of(FaultRun run)
    {
        var known = run.Sender.Changes.FirstOrDefault(change =>
            change.Peer == Fleet.Victim
            && change.Event is nameof(CircuitProtocol.CircuitOpened) or nameof(DisassociatedEvent)
            && run.Fault.Holds(change.At));
        return new()
        {
            HeapGrowth = run.AtEnd.Memory.Heap - run.AtStart.Memory.Heap,
            WorkingSetGrowth = run.AtEnd.Memory.WorkingSet - run.AtStart.Memory.WorkingSet,
            Stale = Staleness.Handled(run.Victim, run.Fault.To),
            Late = run.Victim.Count(a => a.At >= run.Fault.From && a.Latency > Staleness.Bound),
            Window = run.AtEnd.Peers[Fleet.Victim].Outstanding,
            KnownAfter = known?.At - run.Fault.From,
            Timeout = run.AtStart.Peers[Fleet.Victim].Timeout,
            Refused = run.Sender.Peers[Fleet.Victim].Refused - run.AtStart.Counts[Fleet.Victim].Refused,
            Missing = Staleness.Missing(run.Victim, run.Healthy[0], run.Fault, run.CaughtUpBy),
            MissingSoon = Staleness.Missing(run.Victim, run.Healthy[0], run.Fault, run.Fault.To + CatchUp),
            Delivered = run.Victim.Count(arrival => arrival.At >= run.Fault.To),
            Usual = LinkQuality.Of(run.Healthy, run.Usual),
            Faulty = LinkQuality.Of(run.Healthy, run.Faults),
        };
    }
}
