using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.ViewChanges;

namespace CretoAkka.Pbft.Replication;

/// <summary>
/// The places between the watermarks: above the last stable checkpoint h, and up to h + L. Whatever is said of others
/// is not kept, so memory is bounded.
/// </summary>
internal sealed class SlotLog(ReplicaGroup group, int width)
{
    private readonly Dictionary<long, Slot> _slots = [];
    private long _view;
    private NewViewPlan _plan = NewViewPlan.First;

    /// <summary>h: the last stable checkpoint.</summary>
    public long Stable { get; private set; }

    /// <summary>Every place up to this one is executed. Never below h.</summary>
    public long Executed { get; private set; }

    public long Last => Stable + width;

    public int OpenCount => _slots.Count;

    public IEnumerable<Slot> InOrder => _slots.Values.OrderBy(slot => slot.Sequence);

    public Slot? Find(long sequence) => _slots.GetValueOrDefault(sequence);

    /// <summary>The slot of a place between the watermarks.</summary>
    public Slot Open(long sequence)
    {
        if (_slots.TryGetValue(sequence, out var slot))
            return slot;
        slot = _slots[sequence] = new(sequence, group);
        slot.EnterView(_view, _plan.For(sequence));
        return slot;
    }

    /// <summary>The certificate of an executed place above h.</summary>
    public CommittedSlot? Logged(long sequence) => sequence <= Executed ? Find(sequence)?.Certificate : null;

    /// <summary>The next place in order, if it is committed; it counts as executed from now on.</summary>
    public CommittedSlot? TakeNext()
    {
        if (Find(Executed + 1)?.Certificate is not { } certificate)
            return null;
        Executed++;
        return certificate;
    }

    /// <summary>Another view, with what its NEW-VIEW fills.</summary>
    public void EnterView(long view, NewViewPlan plan)
    {
        (_view, _plan) = (view, plan);
        foreach (var slot in _slots.Values)
            slot.EnterView(view, plan.For(slot.Sequence));
    }

    /// <summary>A checkpoint is stable, and its state is here: what is said of places up to it is dropped.</summary>
    public void Stabilize(long sequence)
    {
        Stable = sequence;
        Executed = Math.Max(Executed, sequence);
        foreach (var old in _slots.Keys.Where(place => place <= sequence).ToList())
            _slots.Remove(old);
    }

    /// <summary>Another state takes the place of ours; what came after it is executed again.</summary>
    public void Rewind(long sequence) => Executed = sequence;

    /// <summary>What a STATUS says of the places that are not executed.</summary>
    public Bytes Progress()
    {
        var open = (int)(Last - Executed);
        Span<byte> progress = stackalloc byte[open];
        var length = 0;
        for (var i = 0; i < open; i++)
        {
            progress[i] = (byte)(Find(Executed + 1 + i)?.Progress ?? SlotProgress.None);
            if (progress[i] != (byte)SlotProgress.None)
                length = i + 1;
        }

        return Bytes.Of(progress[..length]);
    }
}
