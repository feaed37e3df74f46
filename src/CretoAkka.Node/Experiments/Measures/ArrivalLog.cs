namespace CretoAkka.Node.Experiments.Measures;

/// <summary>What one target handled, in order. Thread-safe.</summary>
internal sealed class ArrivalLog
{
    private readonly Lock _lock = new();
    private readonly List<Arrival> _arrivals = [];

    /// <summary>Takes one.</summary>
    public void Add(Arrival arrival)
    {
        lock (_lock)
            _arrivals.Add(arrival);
    }

    /// <summary>Writes all of them to a file; how many there are.</summary>
    public long Write(string file)
    {
        lock (_lock)
        {
            using var writer = new BinaryWriter(File.Create(file));
            foreach (var (key, version, stamp, at) in _arrivals)
            {
                writer.Write(key);
                writer.Write(version);
                writer.Write(stamp.Ticks);
                writer.Write(at.Ticks);
            }
            return _arrivals.Count;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<Arrival> Read(string file, long count)
    {
        using var reader = new BinaryReader(File.OpenRead(file));
        var arrivals = new List<Arrival>();
        for (var i = 0L; i < count; i++)
        {
            arrivals.Add(new Arrival(
                reader.ReadInt32(),
                reader.ReadInt64(),
                TimeSpan.FromTicks(reader.ReadInt64()),
                TimeSpan.FromTicks(reader.ReadInt64())));
        }
        return arrivals;
    }
}
