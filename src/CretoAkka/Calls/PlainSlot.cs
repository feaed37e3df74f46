using CretoAkka.Core.Circuits;

namespace CretoAkka.Calls;

/// <summary>The slot of a permit that the application completes itself.</summary>
internal sealed class PlainSlot : PermitSlot
{
    [ThreadStatic]
    private static PlainSlot? _cached;

    private PlainSlot(SlotTable table)
        : base(table) => table.Add(this);

    /// <summary>Takes a slot that nobody uses.</summary>
    public static PlainSlot Rent(SlotTable table)
    {
        if (_cached is { } cached && cached.BelongsTo(table))
        {
            _cached = null;
            return cached;
        }
        return table.TryTake<PlainSlot>(out var pooled) ? pooled : new PlainSlot(table);
    }

    /// <summary>Whether it is a slot of that node.</summary>
    public bool BelongsTo(SlotTable other) => ReferenceEquals(Table, other);

    /// <summary>Reports the outcome and gives the slot back. Only by the winner of TryEnd.</summary>
    public CompletionReply Finish(Outcome outcome)
    {
        var reply = Report(outcome, FailureCause.Reported, Gate.Now);
        var displaced = _cached;
        _cached = this;
        displaced?.Table.GiveBack(displaced);
        return reply;
    }

    /// <inheritdoc/>
    protected override void Expire()
    {
        base.Expire();
        Table.GiveBack(this);
    }
}
