using CretoAkka.Metrics;

namespace CretoAkka.Prometheus;

/// <summary>
/// Reads one peer's facts, as values in the order of the catalogue; those of counters never go down.
/// </summary>
internal sealed class PeerReading(Values values, Func<PeerFacts> facts)
{
    private readonly Lock _lock = new();

    // Made when a counter starts again, which few do.
    private double[]? _before;
    private double[]? _last;
    private bool _final;

    public double[] Read()
    {
        // The facts are read inside the lock: two scrapes that took them in one order and used them in the other
        // would look like a circuit that started again.
        lock (_lock)
        {
            if (!_final)
                Take(values.Of(facts()));
            return _before is null ? _last! : values.Raise(_last!, _before);
        }
    }

    /// <summary>Reads once more; nothing is read after that.</summary>
    public double[] Finish()
    {
        lock (_lock)
        {
            var last = Read();
            _final = true;
            return last;
        }
    }

    // A counter that is lower than before has started again.
    private void Take(double[] now)
    {
        for (var i = 0; _last is not null && i < now.Length; i++)
        {
            if (values.IsCounter(i) && now[i] < _last[i])
                (_before ??= values.None())[i] += _last[i];
        }
        _last = now;
    }
}
