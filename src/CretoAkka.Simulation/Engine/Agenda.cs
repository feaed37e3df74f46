namespace CretoAkka.Simulation.Engine;

/// <summary>Virtual time: what is planned happens when due, and in the order of planning where due together.</summary>
internal sealed class Agenda
{
    // Something that is due at once again and again would keep a real processor busy.
    private const int MostAtOnce = 10_000;

    private Entry[] _heap = new Entry[1024];
    private int _count;
    private long _planned;
    private int _atOnce;

    /// <summary>The time, from zero.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>How many things have happened.</summary>
    public long Happened { get; private set; }

    /// <summary>Plans something; for a time that has passed, as soon as possible.</summary>
    public void At(TimeSpan due, Action action)
    {
        if (_count == _heap.Length)
            Array.Resize(ref _heap, _count * 2);
        Rise(_count++, new Entry(Math.Max(due.Ticks, Now.Ticks), _planned++, action));
    }

    /// <summary>Lets the next thing happen, if it is due by then.</summary>
    public bool Advance(TimeSpan until)
    {
        if (_count == 0 || _heap[0].Due > until.Ticks)
        {
            Now = until;
            return false;
        }
        var next = _heap[0];
        var last = _heap[--_count];
        _heap[_count] = default;
        if (_count > 0)
            Sink(last);
        _atOnce = next.Due == Now.Ticks ? _atOnce + 1 : 0;
        ViolationException.Unless(_atOnce < MostAtOnce, "busy", $"time stands still at {Now}");
        Now = TimeSpan.FromTicks(next.Due);
        Happened++;
        next.Action();
        return true;
    }

    private void Rise(int at, in Entry entry)
    {
        while (at > 0)
        {
            var parent = (at - 1) >> 2;
            if (!entry.IsBefore(_heap[parent]))
                break;
            _heap[at] = _heap[parent];
            at = parent;
        }
        _heap[at] = entry;
    }

    // Four children a node: half the levels of a binary heap, in the same cache lines.
    private void Sink(in Entry entry)
    {
        var at = 0;
        while (true)
        {
            var first = (at << 2) + 1;
            if (first >= _count)
                break;
            var least = first;
            for (var child = first + 1; child < Math.Min(first + 4, _count); child++)
            {
                if (_heap[child].IsBefore(_heap[least]))
                    least = child;
            }
            if (!_heap[least].IsBefore(entry))
                break;
            _heap[at] = _heap[least];
            at = least;
        }
        _heap[at] = entry;
    }

    private readonly record struct Entry(long Due, long Order, Action Action)
    {
        public bool IsBefore(in Entry other) => Due < other.Due || (Due == other.Due && Order < other.Order);
    }
}
