namespace CretoAkka.Core.Queues;

/// <summary>A place in a <see cref="SortedChain{TValue}"/>.</summary>
internal readonly record struct Rank(long Major, long Minor)
{
    public static bool operator <(Rank left, Rank right) =>
        left.Major < right.Major || (left.Major == right.Major && left.Minor < right.Minor);

    public static bool operator >(Rank left, Rank right) => right < left;
}

/// <summary>How many links were followed, turned or compared: what was done, whatever the machine.</summary>
internal sealed class StepCount
{
    public long Value { get; set; }
}
