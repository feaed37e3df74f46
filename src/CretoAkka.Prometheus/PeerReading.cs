using CretoAkka.Metrics;

namespace CretoAkka.Prometheus;

/// <summary>
/// Reads one peer's facts, as values in the order of the catalogue; those of counters never go down.
/// </summary>
internal sealed class PeerReading(Func<PeerFacts> facts)
{
    private readonly Lock _lock = new();
    private readonly double[] _before = Values.None();
    private double[] _last = Values.None();
    private bool _final;

    public double[] Read()
    {
        // The facts are read inside the lock: two scrapes that took them in one order and used them in the other
        // would look like a circuit that started again.
        lock (_lock)
        {
            if (!_final)
                Take(Values.Of(facts()));
            return Values.Raise(_last, _before);
        }
    }

    /// <summary>Reads once more; nothing is read after that.</summary>
    public double[] Finish()
    {
        lock (_lock)
        {
            var values = Read();
            _final = true;
            return values;
        }
    }

    // A counter that is lower than before has started again.
    private void Take(double[] now)
    {
        for (var i = 0; i < now.Length; i++)
        {
            if (Values.IsCounter(i) && now[i] < _last[i])
                _before[i] += _last[i];
        }
        _last = now;
    }
}
