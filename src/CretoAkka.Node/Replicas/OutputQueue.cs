using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// What a replica wants, in its order: what follows a record waits until that is on disk. Records that come while
/// others are written share the next write. For one actor.
/// </summary>
/// <param name="isDurable">Whether there is a disk; without one records are passed over.</param>
/// <param name="carryOut">Does one thing, at once.</param>
internal sealed class OutputQueue(bool isDurable, Action<ReplicaOutput> carryOut)
{
    private List<ReplicaOutput> _written = [];
    private List<ReplicaOutput> _waiting = [];

    /// <summary>Takes what one step wants.</summary>
    /// <returns>Records to be written now, with a call of <see cref="Written"/> to follow; null: none.</returns>
    public IReadOnlyList<DurableRecord>? Add(IReadOnlyList<ReplicaOutput> outputs)
    {
        foreach (var output in outputs)
        {
            if (_written.Count > 0 || _waiting.Count > 0 || (isDurable && output is ReplicaOutput.Persist))
                _waiting.Add(output);
            else
                carryOut(output);
        }
        return Next();
    }

    /// <summary>The records given out last are on disk.</summary>
    /// <returns>As of <see cref="Add"/>.</returns>
    public IReadOnlyList<DurableRecord>? Written()
    {
        CarryOutWritten();
        return Next();
    }

    private List<DurableRecord>? Next()
    {
        if (_written.Count > 0 || _waiting.Count == 0)
            return null;
        (_written, _waiting) = (_waiting, _written);
        var records = _written.OfType<ReplicaOutput.Persist>().Select(persist => persist.Record).ToList();
        if (records.Count > 0)
            return records;
        CarryOutWritten();
        return null;
    }

    private void CarryOutWritten()
    {
        foreach (var output in _written)
            carryOut(output);
        _written.Clear();
    }
}
