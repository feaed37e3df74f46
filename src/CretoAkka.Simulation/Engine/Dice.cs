namespace CretoAkka.Simulation.Engine;

/// <summary>The only randomness of a run: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Any 64 bits.</summary>
    public ulong Next()
    {
        var mix = unchecked(_state += 0x9E3779B97F4A7C15);
        mix = unchecked((mix ^ (mix >> 30)) * 0xBF58476D1CE4E5B9);
        mix = unchecked((mix ^ (mix >> 27)) * 0x94D049BB133111EB);
        return mix ^ (mix >> 31);
    }

    /// <summary>Dice of their own, so that who throws more does not change what others throw.</summary>
    public Dice Fork() => new(Next());

    /// <summary>From 0 to one less than <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(((UInt128)Next() * (uint)end) >> 64);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>A span from one to another.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromTicks((long)((most - least).Ticks * Unit()));

    /// <summary>Whether something of a probability happens.</summary>
    public bool Chance(double probability) => probability > 0 && Unit() < probability;

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>So many different numbers below an end, ascending.</summary>
    public int[] Choose(int count, int end)
    {
        var all = Enumerable.Range(0, end).ToArray();
        for (var i = 0; i < count; i++)
        {
            var j = i + Below(end - i);
            (all[i], all[j]) = (all[j], all[i]);
        }
        var chosen = all[..count];
        Array.Sort(chosen);
        return chosen;
    }

    private double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));
}
