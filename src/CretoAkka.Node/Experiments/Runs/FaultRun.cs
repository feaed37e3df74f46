using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Processes;
using CretoAkka.Node.Experiments.Trouble;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>What one way went through: the raw material of the table.</summary>
internal sealed record FaultRun
{
    /// <summary>The way.</summary>
    public required Way Way { get; init; }

    /// <summary>Times without a fault: the first lies before the first fault.</summary>
    public required ImmutableArray<Measures.Span> Usual { get; init; }

    /// <summary>The faults.</summary>
    public required ImmutableArray<Measures.Span> Faults { get; init; }

    /// <summary>The first of them.</summary>
    public Measures.Span Fault => Faults[0];

    /// <summary>By when the victim must have caught up: the next fault comes after it.</summary>
    public TimeSpan CaughtUpBy => Usual.Length > 1 ? Usual[1].To : Fault.To;

    /// <summary>The sender just before the first fault.</summary>
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
        var course = new FaultCourse(fleet, fault, plan);
        await course.RunAsync(cancellation);
        var report = await fleet.Sender.StopAsync(cancellation);
        return new FaultRun
        {
            Way = way,
            Usual = [.. course.Usual],
            Faults = [.. course.Faults],
            AtStart = course.Samples[0],
            AtEnd = course.Samples[1],
            Sender = report,
            Victim = fault.Ends is null ? [] : await fleet[Fleet.Victim].ArrivalsAsync(cancellation),
            Healthy = [.. await Task.WhenAll(Fleet.Healthy.Select(name => fleet[name].ArrivalsAsync(cancellation)))],
        };
    }
}
