using System.Collections.Concurrent;
using CretoAkka.Circuits;

namespace CretoAkka.Calls;

/// <summary>Every slot of a node, so that one timer ends what has passed its deadline. Thread-safe.</summary>
internal sealed class SlotTable(NodeClock clock, TimeSpan tick)
{
    // A gap in our own ticks that is longer than this means that the process, not its peers, stood still.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Dictionary<PermitSlot, int> _places = [];
    private readonly Stack<int> _free = [];
    private readonly ConcurrentDictionary<Type, object> _pools = new();
    private PermitSlot?[] _slots = new PermitSlot?[16];
    private TimeSpan? _lastSweep;

    /// <summary>How often <see cref="Sweep"/> is called.</summary>
    public TimeSpan Tick => tick;

    /// <summary>Slots in existence, used or not.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _places.Count;
        }
    }

    /// <summary>Slots of one kind that nobody uses now.</summary>
    public ConcurrentStack<TSlot> Pool<TSlot>() where TSlot : PermitSlot =>
        (ConcurrentStack<TSlot>)_pools.GetOrAdd(typeof(TSlot), static _ => new ConcurrentStack<TSlot>());

    /// <summary>Takes a new slot in.</summary>
    public void Add(PermitSlot slot)
    {
        lock (_lock)
        {
            if (!_free.TryPop(out var place))
                place = _places.Count;
            if (place == _slots.Length)
                Array.Resize(ref _slots, 2 * place);
            _slots[place] = slot;
            _places[slot] = place;
        }
    }

    /// <summary>Lets a slot go that will not be used again.</summary>
    public void Remove(PermitSlot slot)
    {
        lock (_lock)
        {
            if (!_places.Remove(slot, out var place))
                return;
            _slots[place] = null;
            _free.Push(place);
        }
    }

    /// <summary>Ends what has passed its deadline; after a pause of the process, voids what runs instead.</summary>
    /// <remarks>A deadline is never early and at most a tick late. Called by one timer at a time.</remarks>
    public void Sweep()
    {
        var now = clock.Now;
        var paused = now - _lastSweep > Longer(LongestPause, 2 * tick);
        _lastSweep = now;
        foreach (var slot in Volatile.Read(ref _slots))
        {
            if (paused)
                slot?.Void(now);
            else
                slot?.Sweep(now);
        }
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
