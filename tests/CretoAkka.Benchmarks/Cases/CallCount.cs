using System.Collections.Concurrent;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>The calls that were made, to be held against what the circuits have counted. Thread-safe.</summary>
internal sealed class CallCount(PeerCircuits circuits)
{
    private readonly ConcurrentDictionary<PeerId, (long Successes, long Failures)> _made = new();

    /// <summary>Calls were made.</summary>
    public void Add(PeerId peer, long successes, long failures = 0) => _made.AddOrUpdate(
        peer, (successes, failures), (_, made) => (made.Successes + successes, made.Failures + failures));

    /// <summary>Says which circuit counted other calls than were made; null: none did.</summary>
    /// <param name="mayPause">
    /// Whether the process may have stood still meanwhile: calls that ran then are neutral (D20), each of them once.
    /// </param>
    public string? Difference(bool mayPause = true)
    {
        foreach (var (peer, made) in _made)
        {
            var stats = circuits.GetStats(peer);
            var (successes, failures) = (made.Successes - stats.Successes, made.Failures - stats.Failures);
            var voided = mayPause ? stats.Neutral : 0;
            if (successes < 0 || failures < 0 || successes + failures != voided)
                return FormattableString.Invariant($"{peer}: {made} calls succeeded and failed, but {stats}");
        }
        return null;
    }
}
