using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Runs;
using CretoAkka.Node.Experiments.Traffic;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>What one way went through while a backup was silent and another one cut off by hand.</summary>
internal sealed record AgreementRun
{
    /// <summary>The way.</summary>
    public required Way Way { get; init; }

    /// <summary>Requests before it.</summary>
    public required Measures.Span Usual { get; init; }

    /// <summary>While it lasted.</summary>
    public required Measures.Span Fault { get; init; }

    /// <summary>What the primary has to say.</summary>
    public required ReplicaReport Report { get; init; }

    /// <summary>What each of <see cref="AgreementGroup.Speaking"/> executed.</summary>
    public required ImmutableArray<IReadOnlyList<Arrival>> Executed { get; init; }

    /// <summary>Goes through it.</summary>
    public static async Task<AgreementRun> GoAsync(Way way, FaultPlan plan, CancellationToken cancellation)
    {
        await using var fleet = await ReplicaFleet.StartAsync(way, cancellation);
        var primary = fleet[AgreementGroup.Primary];
        await primary.GoAsync(cancellation);
        await Task.Delay(plan.WarmUp, cancellation);
        var usual = MachineClock.Now;
        await Task.Delay(plan.Usual, cancellation);

        fleet[AgreementGroup.Silent].Hang();
        await primary.OrderAsync($"force-open {AgreementGroup.CutOff}", cancellation);
        var begins = MachineClock.Now;
        await Task.Delay(plan.Fault, cancellation);
        var ends = MachineClock.Now;
        await primary.OrderAsync($"reset {AgreementGroup.CutOff}", cancellation);
        fleet[AgreementGroup.Silent].Resume();

        await Task.Delay(plan.Settle, cancellation);
        return new AgreementRun
        {
            Way = way,
            Usual = new(usual, begins),
            Fault = new(begins, ends),
            Report = await primary.StopReplicaAsync(cancellation),
            Executed =
            [
                .. await Task.WhenAll(
                    AgreementGroup.Speaking.Select(name => fleet[name].ArrivalsAsync(cancellation))),
            ],
        };
    }
}
