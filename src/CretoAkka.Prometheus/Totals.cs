using CretoAkka.Core.Circuits;

namespace CretoAkka.Prometheus;

/// <summary>The four counts that are exported as counters.</summary>
internal readonly record struct Totals(long Trips, long Successes, long Failures, long Rejected)
{
    public static Totals Of(in CircuitStats stats) =>
        new(stats.Trips, stats.Successes, stats.Failures, stats.Rejected);

    public static Totals operator +(in Totals a, in Totals b) =>
        new(a.Trips + b.Trips, a.Successes + b.Successes, a.Failures + b.Failures, a.Rejected + b.Rejected);

    /// <summary>Of these counts, those that are lower in <paramref name="later"/>: it started again.</summary>
    public Totals LostIn(in Totals later) => new(
        later.Trips < Trips ? Trips : 0,
        later.Successes < Successes ? Successes : 0,
        later.Failures < Failures ? Failures : 0,
        later.Rejected < Rejected ? Rejected : 0);
}
