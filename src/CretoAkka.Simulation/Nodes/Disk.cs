using CretoAkka.Pbft.Durability;

namespace CretoAkka.Simulation.Nodes;

/// <summary>What outlives a node's processes: what is written stays until the disk is lost.</summary>
internal sealed class Disk
{
    private readonly HashSet<long> _written = [];
    private DurableState _state = new();

    /// <summary>Whether what was on it is lost.</summary>
    public bool IsLost { get; private set; }

    /// <summary>What is on it.</summary>
    public IReadOnlyCollection<DurableRecord> Records => _state.Records;

    /// <summary>Whether something of a kind was ever written about a place.</summary>
    public bool Has(RecordKind kind, long place) => _written.Contains(Key(kind, place));

    /// <summary>Writes a record.</summary>
    public void Write(DurableRecord record)
    {
        IsLost = false;
        _state.Write(record);
        _written.Add(Key(record.Kind, record.Place));
    }

    /// <summary>Everything on it is gone.</summary>
    public void Lose()
    {
        (_state, IsLost) = (new(), true);
        _written.Clear();
    }

    // A number is found faster than a pair.
    private static long Key(RecordKind kind, long place) => (place << 8) | (byte)kind;
}
