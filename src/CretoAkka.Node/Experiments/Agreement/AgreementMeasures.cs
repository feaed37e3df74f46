using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Measures;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>What one way's run comes down to.</summary>
internal sealed record AgreementMeasures
{
    /// <summary>A request of so late in the fault need not be executed within it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Requests of the fault, but for those of its last moment.</summary>
    public required int Requests { get; init; }

    /// <summary>How many of them each of <see cref="AgreementGroup.Speaking"/> executed within the fault.</summary>
    public required ImmutableArray<int> Executed { get; init; }

    /// <summary>From request to execution, the 99th percentile at the slowest of them; null: nothing was.</summary>
    public required TimeSpan? Lag { get; init; }

    /// <summary>The same before the fault.</summary>
    public required TimeSpan? UsualLag { get; init; }

    /// <summary>The longest time of the fault in which the slowest of them executed nothing.</summary>
    public required TimeSpan Standstill { get; init; }

    /// <summary>Requests on which nobody agreed in time.</summary>
    public required long GivenUp { get; init; }

    /// <summary>There and back between the primary and the healthy backup in the fault, the 99th percentile.</summary>
    public required TimeSpan RoundTrip { get; init; }

    /// <summary>Measures a run.</summary>
    public static AgreementMeasures Of(AgreementRun run)
    {
        var asked = new Measures.Span(run.Fault.From, run.Fault.To - Grace);
        var inFault = run.Executed.Select(all => all.Where(e => asked.Holds(e.Stamp) && e.At < run.Fault.To).ToList());
        return new()
        {
            Requests = (int)(asked.Length.TotalSeconds * RequestStream.Rate),
            Executed = [.. inFault.Select(executed => executed.Count)],
            Lag = LagOf(run, asked),
            UsualLag = LagOf(run, run.Usual),
            Standstill = run.Executed.Max(all => StandstillOf(all, run.Fault)),
            GivenUp = run.Report.GivenUp,
            RoundTrip = Quantiles.P99(
                run.Report.RoundTrips.Where(trip => run.Fault.Holds(trip.At)).Select(trip => trip.Length))
                ?? TimeSpan.Zero,
        };
    }

    private static TimeSpan? LagOf(AgreementRun run, Measures.Span asked) => run.Executed.Max(all => Quantiles.P99(
        all.Where(e => asked.Holds(e.Stamp) && e.At < run.Fault.To).Select(e => e.Latency)));

    private static TimeSpan StandstillOf(IEnumerable<Arrival> executed, Measures.Span fault)
    {
        TimeSpan[] moments =
            [fault.From, .. executed.Select(e => e.At).Where(at => fault.Holds(at)).Order(), fault.To];
        return moments.Zip(moments.Skip(1), (before, after) => after - before).Max();
    }
}
