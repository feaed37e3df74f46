namespace CretoAkka.Core.Queues;

/// <summary>Messages in the order that whoever adds them gives. A chain: any can leave in O(1).</summary>
internal sealed class PendingList<TItem>
{
    public Pending<TItem>? First { get; private set; }

    public Pending<TItem>? Last { get; private set; }

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Adds a message behind another, or in front of all.</summary>
    public void AddAfter(Pending<TItem>? before, Pending<TItem> added)
    {
        var after = before is null ? First : before.Next;
        (added.Previous, added.Next) = (before, after);
        if (before is null)
            First = added;
        else
            before.Next = added;
        if (after is null)
            Last = added;
        else
            after.Previous = added;
        Count++;
        Bytes += added.Bytes;
    }

    public void Remove(Pending<TItem> removed)
    {
        if (removed.Previous is null)
            First = removed.Next;
        else
            removed.Previous.Next = removed.Next;
        if (removed.Next is null)
            Last = removed.Previous;
        else
            removed.Next.Previous = removed.Previous;
        (removed.Previous, removed.Next) = (null, null);
        Count--;
        Bytes -= removed.Bytes;
    }
}
