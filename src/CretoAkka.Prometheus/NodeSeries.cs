using CretoAkka.Metrics;
using Prometheus;

namespace CretoAkka.Prometheus;

/// <summary>The series that concern no single peer.</summary>
/// <remarks>
/// A registry keeps a series without labels for good: once removed it is absent, and one of another node goes on where
/// its counter was.
/// </remarks>
internal sealed class NodeSeries(ICollectorChild[] series, Func<NodeFacts> facts)
{
    private readonly Lock _lock = new();
    private readonly double[] _before = [.. series.Select(one => (one as Counter.Child)?.Value ?? 0)];
    private bool _removed;

    public void Publish()
    {
        var now = facts();
        lock (_lock)
        {
            for (var i = 0; i < series.Length && !_removed; i++)
                MetricTable<NodeFacts>.Publish(series[i], NodeCatalogue.All[i].Read(now) + _before[i]);
        }
    }

    public void Remove()
    {
        lock (_lock)
        {
            _removed = true;
            foreach (var one in series)
                ((ChildBase)one).Unpublish();
        }
    }
}
