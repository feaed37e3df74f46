using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Durability;

/// <summary>What a record is about. The values are on disk: never reuse one.</summary>
public enum RecordKind : byte
{
    /// <summary>What was proposed for a place, and accepted.</summary>
    Accepted = 1,

    /// <summary>A place is prepared.</summary>
    Prepared = 2,

    /// <summary>The view that the replica is in or has moved to.</summary>
    View = 3,

    /// <summary>The last stable checkpoint and its state.</summary>
    Checkpoint = 4,

    /// <summary>Whether the replica recovers from the loss of its log.</summary>
    Recovery = 5,
}

/// <summary>
/// Something that a replica must not forget. Kind and place are its key: a later record of the same key takes the place
/// of the earlier one. <see cref="RecordKind.Accepted"/> and <see cref="RecordKind.Prepared"/> records up to the place
/// of the last <see cref="RecordKind.Checkpoint"/> are of no use any more; deleting them or not is all the same.
/// Immutable.
/// </summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Place">The place in the order that it is about; for a checkpoint its own. 0 for the other kinds, so
/// that there is one of each, and a checkpoint takes the place of any other.</param>
/// <param name="Content">To be kept as it is; of any size.</param>
public sealed record DurableRecord(RecordKind Kind, long Place, Bytes Content)
{
    /// <summary>Whether a record that was written before this one may be deleted once this one is on disk.</summary>
    public bool Replaces(DurableRecord earlier) => Kind switch
    {
        RecordKind.Checkpoint => earlier.Kind == RecordKind.Checkpoint
            || (earlier.Kind is RecordKind.Accepted or RecordKind.Prepared && earlier.Place <= Place),
        _ => earlier.Kind == Kind && earlier.Place == Place,
    };
}
