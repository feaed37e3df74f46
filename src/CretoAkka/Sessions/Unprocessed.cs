namespace CretoAkka.Sessions;

/// <summary>
/// Messages handed to their target that it is not done with, and the markers that wait for them: a marker speaks of
/// everything sent before it, so it is answered when nothing before it is open.
/// </summary>
/// <remarks>
/// The number that a target confirms is not the message's own: a confirmation that comes late, in another session,
/// must not pass for one of this. Messages and markers are bounded, whatever the sender says of its window.
/// </remarks>
/// <param name="first">The number of the first delivery.</param>
/// <param name="most">Messages that may be open.</param>
internal sealed class Unprocessed(long first, int most)
{
    // Markers come from the wire. A later one speaks for those before it too.
    private const int MostMarkers = 64;

    private readonly Dictionary<long, (long Number, int Bytes)> _deliveries = [];
    private readonly SortedSet<long> _open = [];
    private readonly Queue<(long Marker, long Through)> _markers = [];
    private long _highest;

    /// <summary>The number of the next delivery.</summary>
    public long Next { get; private set; } = first;

    /// <summary>A message is handed over; null: it is open already, or too many are.</summary>
    /// <returns>The number to be confirmed.</returns>
    public long? Add(long number, int bytes)
    {
        if (_open.Count >= most || !_open.Add(number))
            return null;
        _highest = Math.Max(_highest, number);
        _deliveries[Next] = (number, bytes);
        return Next++;
    }

    /// <summary>The number of a delivery that need not be confirmed.</summary>
    public long Skip() => Next++;

    /// <summary>Whether a message is handed over, and not done with.</summary>
    public bool IsOpen(long number) => _open.Contains(number);

    /// <summary>The target is done with a delivery; null: it is not open.</summary>
    /// <returns>The message's number and size.</returns>
    public (long Number, int Bytes)? Remove(long delivery)
    {
        if (!_deliveries.Remove(delivery, out var message))
            return null;
        _open.Remove(message.Number);
        return message;
    }

    /// <summary>A marker came behind what has been handed over so far.</summary>
    public void Mark(long marker)
    {
        if (_markers.Count == MostMarkers)
            _markers.Dequeue();
        _markers.Enqueue((marker, _highest));
    }

    /// <summary>The highest marker with nothing open before it; 0: none.</summary>
    public long TakeMarker()
    {
        var ready = 0L;
        while (_markers.TryPeek(out var next) && (_open.Count == 0 || _open.Min > next.Through))
            ready = Math.Max(ready, _markers.Dequeue().Marker);
        return ready;
    }
}
