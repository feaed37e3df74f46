using System.Collections.Immutable;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>What the primary's users and operator have to say at the end.</summary>
/// <param name="Sent">Requests.</param>
/// <param name="GivenUp">Those on which nobody agreed in time.</param>
/// <param name="RoundTrips">To the healthy backup and back, past the circuits.</param>
internal sealed record ReplicaReport(long Sent, long GivenUp, ImmutableArray<RoundTrip> RoundTrips);

/// <summary>Something went there and back.</summary>
/// <param name="At">When it left.</param>
/// <param name="Length">How long it took.</param>
internal readonly record struct RoundTrip(TimeSpan At, TimeSpan Length);
