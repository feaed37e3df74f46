using System.Diagnostics;

namespace CretoAkka.Node.Experiments.Traffic;

/// <summary>
/// A clock that all processes of one machine share, and nobody sets: so a stamp of one can be compared in another.
/// </summary>
internal static class MachineClock
{
    /// <summary>Now. The origin means nothing.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);
}
