using CretoAkka.Pbft.Durability;

namespace CretoAkka.Node.Storage;

/// <summary>
/// What one life of a replica has of its disk: what earlier lives wrote, and the right to write. It ends when the next
/// one begins: what it still had to write was never acted on, and would replace what the next one relies on.
/// Thread-safe.
/// </summary>
internal sealed class DiskLife
{
    private readonly ReplicaDisk _disk;

    internal DiskLife(ReplicaDisk disk, long number, IReadOnlyCollection<DurableRecord> records, bool lostItsVotes) =>
        (_disk, Number, Records, HasLostItsVotes) = (disk, number, records, lostItsVotes);

    /// <summary>What earlier lives wrote and did not replace.</summary>
    public IReadOnlyCollection<DurableRecord> Records { get; }

    /// <summary>
    /// Whether votes may have been sent that are not among the records, and no record says so yet: then the replica
    /// must start as one that recovers.
    /// </summary>
    public bool HasLostItsVotes { get; }

    internal long Number { get; }

    /// <summary>Writes records in one transaction. When it returns they outlive a loss of power.</summary>
    /// <exception cref="DiskException">They are not written, or the life is over.</exception>
    public void Write(IReadOnlyCollection<DurableRecord> records) => _disk.Write(this, records);
}
