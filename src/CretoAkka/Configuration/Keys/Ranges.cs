using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>Ranges that several keys share. Their ends are far from any use, and near enough to find a slip.</summary>
internal static class Ranges
{
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    public static readonly Duration Time = new(TimeSpan.FromMilliseconds(1), LongestTime);

    public static readonly WholeNumber<int> Count = new(1, 1_000_000);

    /// <summary>What is kept for every peer, a few bytes each.</summary>
    public static readonly WholeNumber<int> Samples = new(1, 10_000);
}
