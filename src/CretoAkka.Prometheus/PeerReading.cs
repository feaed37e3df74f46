using CretoAkka.Core.Circuits;

namespace CretoAkka.Prometheus;

/// <summary>One look at one or more circuits.</summary>
internal readonly record struct Reading(CircuitState State, Totals Totals);

/// <summary>Reads one circuit's statistics into counts that never go down.</summary>
internal sealed class PeerReading(Func<CircuitStats> stats)
{
    private readonly Lock _lock = new();
    private Totals _before;
    private Totals _last;
    private CircuitState _state;
    private bool _final;

    public Reading Read()
    {
        // The statistics are read inside the lock: two scrapes that took them in one order and used them in the other
        // would look like a circuit that started again.
        lock (_lock)
        {
            if (!_final)
                Take(stats());
            return new Reading(_state, _before + _last);
        }
    }

    /// <summary>Reads once more; nothing is read after that.</summary>
    public Totals Finish()
    {
        lock (_lock)
        {
            var totals = Read().Totals;
            _final = true;
            return totals;
        }
    }

    private void Take(in CircuitStats now)
    {
        var totals = Totals.Of(now);
        _before += _last.LostIn(totals);
        _last = totals;
        _state = now.State;
    }
}
