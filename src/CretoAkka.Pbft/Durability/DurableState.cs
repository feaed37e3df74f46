namespace CretoAkka.Pbft.Durability;

/// <summary>
/// The records of a replica that count, given all that it wrote: for a shell that keeps a log, or a test that has no
/// disk. Not thread-safe.
/// </summary>
public sealed class DurableState
{
    private readonly Dictionary<(RecordKind Kind, long Place), DurableRecord> _records = [];

    /// <summary>The records, in no order that matters.</summary>
    public IReadOnlyCollection<DurableRecord> Records => _records.Values;

    /// <summary>Takes a record, after all that were written before it.</summary>
    public void Write(DurableRecord record)
    {
        if (record.Kind == RecordKind.Checkpoint)
            foreach (var (key, earlier) in _records)
                if (record.Replaces(earlier))
                    _records.Remove(key);
        _records[(record.Kind, record.Place)] = record;
    }
}
