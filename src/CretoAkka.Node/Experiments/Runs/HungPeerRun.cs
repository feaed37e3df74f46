using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Processes;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>What one way went through: the raw material of the table.</summary>
internal sealed record HungPeerRun
{
    /// <summary>The way.</summary>
    public required Way Way { get; init; }

    /// <summary>Traffic before the fault.</summary>
    public required Measures.Span Before { get; init; }

    /// <summary>The fault.</summary>
    public required Measures.Span Hang { get; init; }

    /// <summary>Traffic after it.</summary>
    public required Measures.Span After { get; init; }

    /// <summary>The sender just before the fault.</summary>
    public required SenderSample AtStart { get; init; }

    /// <summary>The sender just before its end.</summary>
    public required SenderSample AtEnd { get; init; }

    /// <summary>What the sender did.</summary>
    public required SenderReport Sender { get; init; }

    /// <summary>What the victim handled.</summary>
    public required IReadOnlyList<Arrival> Victim { get; init; }

    /// <summary>What each healthy peer handled.</summary>
    public required ImmutableArray<IReadOnlyList<Arrival>> Healthy { get; init; }

    /// <summary>Goes through it.</summary>
    public static async Task<HungPeerRun> GoAsync(Way way, HungPeerPlan plan, CancellationToken cancellation)
    {
        await using var fleet = await Fleet.StartAsync(way, cancellation);
        var (sender, victim) = (fleet.Sender, fleet[Fleet.Victim]);
        await sender.GoAsync(cancellation);
        await Task.Delay(plan.WarmUp, cancellation);
        var before = MachineClock.Now;
        await Task.Delay(plan.Before, cancellation);
        var beforeEnds = MachineClock.Now;
        var atStart = await sender.SampleAsync(cancellation);

        var hangs = MachineClock.Now;
        victim.Hang();
        await Task.Delay(plan.Hang, cancellation);
        var atEnd = await sender.SampleAsync(cancellation);
        var resumes = MachineClock.Now;
        victim.Resume();

        await Task.Delay(plan.Settle, cancellation);
        var after = MachineClock.Now;
        await Task.Delay(plan.After, cancellation);
        var afterEnds = MachineClock.Now;
        var report = await sender.StopAsync(cancellation);
        var healthy = ImmutableArray.CreateBuilder<IReadOnlyList<Arrival>>();
        foreach (var name in Fleet.Healthy)
            healthy.Add(await fleet[name].ArrivalsAsync(cancellation));
        return new HungPeerRun
        {
            Way = way,
            Before = new(before, beforeEnds),
            Hang = new(hangs, resumes),
            After = new(after, afterEnds),
            AtStart = atStart,
            AtEnd = atEnd,
            Sender = report,
            Victim = await victim.ArrivalsAsync(cancellation),
            Healthy = healthy.ToImmutable(),
        };
    }
}
