using CretoAkka.Core.Circuits;

namespace CretoAkka.Calls;

/// <summary>The slot of a permit that the application completes itself.</summary>
internal sealed class PlainSlot(SlotTable table) : PermitSlot
{
    /// <summary>Takes a slot that nobody uses.</summary>
    public static PlainSlot Rent(SlotTable table)
    {
        if (table.Pool<PlainSlot>().TryPop(out var pooled))
            return pooled;
        var slot = new PlainSlot(table);
        table.Add(slot);
        return slot;
    }

    /// <summary>Whether it is a slot of that node.</summary>
    public bool BelongsTo(SlotTable other) => ReferenceEquals(table, other);

    /// <summary>Reports the outcome and gives the slot back. Only by the winner of TryEnd.</summary>
    public CompletionReply Finish(Outcome outcome)
    {
        var reply = Report(outcome, FailureCause.Reported, Gate.Now);
        table.Pool<PlainSlot>().Push(this);
        return reply;
    }

    /// <inheritdoc/>
    protected override void Expire()
    {
        base.Expire();
        table.Pool<PlainSlot>().Push(this);
    }
}
