using System.Collections.Immutable;
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

    /// <summary>
    /// For each fault, how much of the 99th percentile just before and just after it the healthy links had in it.
    /// </summary>
    public required ImmutableArray<double> P99Multiples { get; init; }

    /// <summary>The median of these: a machine that is busier in one of the faults says nothing of a way.</summary>
    public double P99Multiple => P99Multiples.Order().ElementAt((P99Multiples.Length - 1) / 2);

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
            P99Multiples = [.. run.Faults.Select((fault, turn) => P99MultipleOf(run, fault, turn))],
        };
    }

    private static double P99MultipleOf(FaultRun run, Measures.Span fault, int turn)
    {
        var usual = LinkQuality.Of(run.Healthy, run.Usual.Skip(turn).Take(2)).P99;
        return usual > TimeSpan.Zero
            ? LinkQuality.Of(run.Healthy, [fault]).P99 / usual
            : double.PositiveInfinity;
    }
}
