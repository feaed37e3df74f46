using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Runs;

namespace CretoAkka.Node.Tests.Experiments;

/// <summary>Three ways as an experiment should find them.</summary>
internal static class Measured
{
    public static readonly FaultMeasures Creto = new()
    {
        HeapGrowth = 300_000,
        WorkingSetGrowth = 1_000_000,
        Stale = 150,
        Late = 100,
        Window = 120,
        KnownAfter = TimeSpan.FromMilliseconds(700),
        Timeout = TimeSpan.FromMilliseconds(500),
        Refused = 0,
        Missing = 0,
        MissingSoon = 0,
        Delivered = 5_000,
        Usual = new LinkQuality(830, TimeSpan.FromMilliseconds(5)),
        Faulty = new LinkQuality(825, TimeSpan.FromMilliseconds(5.5)),
        P99Multiples = [1.3, 1.1, 0.9],
    };

    public static readonly ThreeWays Good = new(
        Creto with
        {
            HeapGrowth = 16_000_000,
            Stale = 7_500,
            Late = 7_500,
            KnownAfter = null,
            Timeout = null,
            Delivered = 0,
            Missing = 80,
        },
        Creto with { Refused = 8_000, Missing = 20, Timeout = null },
        Creto);
}
