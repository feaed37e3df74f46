using System.Diagnostics;
using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>The trace that a latency belongs to, beside it in its bucket, where there is one.</summary>
internal static class Exemplars
{
    // One that nobody has scraped yet is not replaced more often than this: to write it down costs more than to count.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static readonly ExemplarBehavior Behavior = new()
    {
        DefaultExemplarProvider = static (_, _) => Activity.Current is { IdFormat: ActivityIdFormat.W3C }
            ? Exemplar.FromTraceContext()
            : Exemplar.None,
        NewExemplarMinInterval = Interval,
    };
}
