namespace CretoAkka.Latency;

/// <summary>A peer's latest latencies. Immutable.</summary>
/// <param name="Samples">How many they are.</param>
/// <param name="P50">The median; zero without samples.</param>
/// <param name="P99">The 99th percentile, nearest rank; zero without samples.</param>
/// <param name="Mean">The mean; zero without samples.</param>
/// <param name="Timeout">How long a use of the peer may take now.</param>
public sealed record LatencyStats(int Samples, TimeSpan P50, TimeSpan P99, TimeSpan Mean, TimeSpan Timeout);
