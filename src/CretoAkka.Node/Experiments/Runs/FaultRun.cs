using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Processes;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Trouble;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>What one way went through: the raw material of the table.</summary>
internal sealed record FaultRun
{
    /// <summary>The way.</summary>
    public required Way Way { get; init; }

    /// <summary>Traffic before the fault.</summary>
    public required Measures.Span Before { get; init; }

    /// <summary>The fault.</summary>
    public required Measures.Span Fault { get; init; }

    /// <summary>Traffic after it.</summary>
    public required Measures.Span After { get; init; }

    /// <summary>The sender just before the fault.</summary>
    public required SenderSample AtStart { get; init; }

    /// <summary>The sender just before its end.</summary>
    public required SenderSample AtEnd { get; init; }

    /// <summary>What the sender did.</summary>
    public required SenderReport Sender { get; init; }

    /// <summary>What the victim handled; of one that was killed, what its successor did.</summary>
    public required IReadOnlyList<Arrival> Victim { get; init; }

    /// <summary>What each healthy peer handled.</summary>
    public required ImmutableArray<IReadOnlyList<Arrival>> Healthy { get; init; }

    /// <summary>Goes through it.</summary>
    public static async Task<FaultRun> GoAsync(
        Way way, IFault fault, FaultPlan plan, int seed, CancellationToken cancellation)
    {
        await using var fleet = await Fleet.StartAsync(way, fault.NeedsNetwork ? seed : null, cancellation);
        await fleet.Sender.GoAsync(cancellation);
        await Task.Delay(plan.WarmUp, cancellation);
        var before = await LastAsync(plan.Before, cancellation);
        var atStart = await fleet.Sender.SampleAsync(cancellation);

        var begins = MachineClock.Now;
        await fault.BeginAsync(fleet, cancellation);
        await Task.Delay(plan.Fault, cancellation);
        var atEnd = await fleet.Sender.SampleAsync(cancellation);
        await fault.EndAsync(fleet, cancellation);
        var ends = MachineClock.Now;

        await Task.Delay(plan.Settle, cancellation);
        var after = await LastAsync(plan.After, cancellation);
        var report = await fleet.Sender.StopAsync(cancellation);
        return new FaultRun
        {
            Way = way,
            Before = before,
            Fault = new(begins, ends),
            After = after,
            AtStart = atStart,
            AtEnd = atEnd,
            Sender = report,
            Victim = fault.Ends is null ? [] : await fleet[Fleet.Victim].ArrivalsAsync(cancellation),
            Healthy = [.. await Task.WhenAll(Fleet.Healthy.Select(name => fleet[name].ArrivalsAsync(cancellation)))],
        };
    }

    private static async Task<Measures.Span> LastAsync(TimeSpan length, CancellationToken cancellation)
    {
        var from = MachineClock.Now;
        await Task.Delay(length, cancellation);
        return new(from, MachineClock.Now);
    }
}
