using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using CretoAkka.Circuits;

namespace CretoAkka.Calls;

/// <summary>Every slot of a node, so that one timer ends what has passed its deadline. Thread-safe.</summary>
/// <remarks>
/// Slots are used again, and leave once nobody has used them for a while: those of a burst that is over, of a thread
/// that is gone, of a call that nobody awaited.
/// </remarks>
internal sealed class SlotTable(NodeClock clock, TimeSpan tick)
{
    // A gap in our own ticks that is longer than this means that the process, not its peers, stood still.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Dictionary<PermitSlot, int> _places = [];
    private readonly Stack<int> _free = [];
    private readonly List<PermitSlot> _leaving = []; // The sweeper's own.

    // Queues, not stacks: what is longest at rest comes first, and steady use allocates nothing.
    private readonly ConcurrentDictionary<Type, ConcurrentQueue<PermitSlot>> _pools = new();
    private PermitSlot?[] _slots = new PermitSlot?[16];
    private TimeSpan? _lastSweep;
    private volatile bool _closed;

    /// <summary>How often <see cref="Sweep"/> is called.</summary>
    public TimeSpan Tick => tick;

    /// <summary>Whether nothing sweeps any more.</summary>
    public bool IsClosed => _closed;

    /// <summary>Slots in existence, used or not.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _places.Count;
        }
    }

    /// <summary>Takes a slot that was given back.</summary>
    public bool TryTake<TSlot>([MaybeNullWhen(false)] out TSlot slot) where TSlot : PermitSlot
    {
        var pool = Pool(typeof(TSlot));
        while (pool.TryDequeue(out var pooled))
        {
            if (pooled.IsRetired)
                continue;
            slot = (TSlot)pooled;
            return true;
        }
        slot = null;
        return false;
    }

    /// <summary>Takes a slot back that nobody uses now.</summary>
    public void GiveBack(PermitSlot slot) => Pool(slot.GetType()).Enqueue(slot);

    /// <summary>Takes a slot in that is new, or was let go.</summary>
    /// <remarks>
    /// A use may be ended between its start and this: then a slot comes back that was abandoned, at rest, and a sweep
    /// lets it go about a minute later.
    /// </remarks>
    public void Add(PermitSlot slot)
    {
        lock (_lock)
        {
            slot.IsRetired = false;
            if (_places.ContainsKey(slot))
                return;
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
        _leaving.Clear(); // Nobody is in it twice, whatever a sweep before this threw.
        foreach (var slot in Volatile.Read(ref _slots))
        {
            if (slot is null)
                continue;
            if (paused)
                slot.Void(now);
            else if (slot.IsLeftAlone(now))
                _leaving.Add(slot);
            else
                slot.Sweep(now);
        }
        if (_leaving.Count > 0)
            Retire();
    }

    /// <summary>Ends what runs: no timer sweeps any more.</summary>
    public void Close()
    {
        _closed = true;
        // A use that starts now either is seen here or sees that the table is closed.
        Interlocked.MemoryBarrierProcessWide();
        foreach (var slot in Volatile.Read(ref _slots))
            slot?.Close();
    }

    // A use that starts meanwhile either is seen at the second look, or sees that its slot is let go, and adds it anew.
    private void Retire()
    {
        lock (_lock)
        {
            _leaving.ForEach(static slot => slot.IsRetired = true);
            Interlocked.MemoryBarrierProcessWide();
            foreach (var slot in _leaving)
            {
                if (slot.IsUntouched)
                    Remove(slot);
                else
                    slot.IsRetired = false;
            }
        }
        foreach (var pool in _pools.Values)
            Forget(pool);
    }

    private static void Forget(ConcurrentQueue<PermitSlot> pool)
    {
        while (pool.TryPeek(out var oldest) && oldest.IsRetired)
            pool.TryDequeue(out _);
    }

    private ConcurrentQueue<PermitSlot> Pool(Type type) =>
        _pools.GetOrAdd(type, static _ => new ConcurrentQueue<PermitSlot>());

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
