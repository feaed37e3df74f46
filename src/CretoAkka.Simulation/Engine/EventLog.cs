using System.Globalization;

namespace CretoAkka.Simulation.Engine;

/// <summary>All that happens in a run, as one number, and what is worth reading of it as lines.</summary>
/// <remarks>Two runs are the same if their hashes are: what is not told here must follow from what is.</remarks>
internal sealed class EventLog(Func<TimeSpan> now, bool keepsLines)
{
    private readonly List<string> _lines = [];
    private ulong _hash = 14695981039346656037;

    /// <summary>What was told so far, in 16 hexadecimal digits.</summary>
    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>What is worth reading, where lines are kept.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Something happened.</summary>
    public void Tell(int who, int what, long detail, long more = 0)
    {
        Mix((ulong)now().Ticks);
        Mix(((ulong)(uint)who << 32) | (uint)what);
        Mix((ulong)detail);
        Mix((ulong)more);
    }

    /// <summary>Something happened that a reader wants to know.</summary>
    public void Say(string line)
    {
        Mix((ulong)now().Ticks);
        foreach (var c in line)
            Mix(c);
        if (keepsLines)
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{now().TotalSeconds,9:0.000}s  {line}"));
    }

    private void Mix(ulong value)
    {
        _hash = unchecked((_hash ^ value) * 0x9E3779B97F4A7C15);
        _hash ^= _hash >> 29;
    }
}
