using System.Globalization;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Traffic;

namespace CretoAkka.Node.Experiments.Tables;

/// <summary>How the measures are made, a sentence each.</summary>
internal static class TableNotes
{
    /// <summary>What is sent.</summary>
    public static readonly string Traffic = string.Create(
        CultureInfo.InvariantCulture,
        $"Traffic: {VoteStream.Rate} messages/s of 1 KB to each of three peers, votes of {VoteStream.Keys} keys.");

    /// <summary>The sender's memory.</summary>
    public const string Heap = "Heap: after a forced collection, just before the fault and just before its end.";

    /// <summary>Stale messages.</summary>
    public static readonly string Stale = string.Create(
        CultureInfo.InvariantCulture,
        $"Stale: handled after the fault, sent more than {Staleness.Bound.TotalSeconds:0} s before its end.");

    /// <summary>The other links.</summary>
    public const string Healthy =
        "Healthy links: the peers without a fault. Each fault is compared with just before and after.\n"
        + "p99: the median of each second's own; its multiple is the median over the faults.";
}
