using System.Diagnostics.Metrics;
using CretoAkka.Metrics;

namespace CretoAkka.Diagnostics;

/// <summary>
/// The peers of one meter. As many as may have a tag of their own, first come, first served; the others are one, whose
/// counters keep what peers that left had counted. Thread-safe.
/// </summary>
internal sealed class MeteredPeers(int most)
{
    /// <summary>What the peers without a tag of their own are called together.</summary>
    public const string Others = "other";

    private static readonly IReadOnlyList<CircuitMetric<PeerFacts>> Catalogue = PeerCatalogue.All;

    private readonly Lock _lock = new();
    private readonly Dictionary<PeerId, Func<PeerFacts>> _own = [];
    private readonly Dictionary<PeerId, Func<PeerFacts>> _others = [];
    private readonly double[] _departed = new double[Catalogue.Count];
    private bool _hasOthers;

    /// <summary>Adds a peer, and says what it is called.</summary>
    public string Add(PeerId peer, Func<PeerFacts> facts)
    {
        lock (_lock)
        {
            if (_own.Count < most && peer.Value != Others)
            {
                _own[peer] = facts;
                return peer.Value;
            }
            _others[peer] = facts;
            _hasOthers = true;
            return Others;
        }
    }

    /// <summary>Removes a peer.</summary>
    public void Remove(PeerId peer)
    {
        lock (_lock)
        {
            if (_own.Remove(peer) || !_others.Remove(peer, out var facts))
                return;
            var last = facts();
            foreach (var (i, metric) in Catalogue.Index())
            {
                if (metric.Kind == MetricKind.Counter)
                    _departed[i] += metric.Read(last) ?? 0;
            }
        }
    }

    /// <summary>The values of some lines of the catalogue, for every peer.</summary>
    public IEnumerable<Measurement<double>> Measure(int[] lines)
    {
        (string Name, Func<PeerFacts> Facts)[] own;
        Func<PeerFacts>[] others;
        double[] departed;
        bool hasOthers;
        lock (_lock)
        {
            own = [.. _own.Select(peer => (peer.Key.Value, peer.Value))];
            others = [.. _others.Values];
            (departed, hasOthers) = ([.. _departed], _hasOthers);
        }
        foreach (var (name, facts) in own)
        {
            var now = facts();
            foreach (var line in lines)
                yield return Of(line, name, Catalogue[line].Read(now) ?? 0);
        }
        if (!hasOthers)
            yield break;
        PeerFacts[] all = [.. others.Select(facts => facts())];
        foreach (var line in lines)
        {
            var metric = Catalogue[line];
            var now = all.Select(facts => metric.Read(facts) ?? 0).DefaultIfEmpty().Aggregate(metric.Merge);
            yield return Of(line, Others, now + departed[line]);
        }
    }

    private static Measurement<double> Of(int line, string peer, double value) => new(
        value, Catalogue[line].Tags().Prepend(KeyValuePair.Create(PeerCatalogue.PeerLabel, (object?)peer)));
}
