namespace CretoAkka.Sessions;

/// <summary>
/// Messages handed to their target that it is not done with, and the markers that wait for them: a marker speaks of
/// everything sent before it, so it is answered when nothing before it is open.
/// </summary>
internal sealed class Unprocessed
{
    private readonly SortedSet<long> _open = [];
    private readonly Queue<(long Marker, long Through)> _markers = [];
    private long _highest;

    /// <summary>A message was handed over; false: it is open already.</summary>
    public bool Add(long number)
    {
        _highest = Math.Max(_highest, number);
        return _open.Add(number);
    }

    /// <summary>The target is done with a message; false: it is not open.</summary>
    public bool Remove(long number) => _open.Remove(number);

    /// <summary>A marker came behind what has been handed over so far.</summary>
    public void Mark(long marker) => _markers.Enqueue((marker, _highest));

    /// <summary>The highest marker with nothing open before it; 0: none.</summary>
    public long TakeMarker()
    {
        var ready = 0L;
        while (_markers.TryPeek(out var next) && (_open.Count == 0 || _open.Min > next.Through))
            ready = _markers.Dequeue().Marker;
        return ready;
    }
}
