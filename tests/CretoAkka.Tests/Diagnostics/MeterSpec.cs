using System.Diagnostics.Metrics;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;
using CretoAkka.Quorums;
using CretoAkka.Tests.Support;

namespace CretoAkka.Tests.Diagnostics;

/// <summary>What a listener to the meter is told.</summary>
[Trait("Decision", "D22")]
public sealed class MeterSpec : CircuitTestKit
{
    private const string Node = "metered";

    private readonly MeterListener _listener;
    private readonly List<(Instrument Instrument, double Value, string Tags)> _heard = [];

    public MeterSpec()
        : base(TestSettings.Of(TestSettings.Peer) with
        {
            Node = Node,
            Metrics = new() { Enabled = true, MaxPeers = 2 },
        })
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, to) =>
            {
                if (instrument.Meter.Name == CircuitTelemetry.Name
                    && (instrument.Meter.Tags ?? []).Any(tag => Equals(tag.Value, Node)))
                    to.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            _heard.Add((instrument, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        _listener.Start();
    }

    [Fact]
    public void It_has_every_line_of_the_catalogues_with_what_the_peer_has_seen()
    {
        Circuits.AddPeer("a");
        Circuits.SetMembership(1, [Node, "a", "b", "c"]);
        Circuits.ReportEvidence("a", EvidenceKind.Equivocation);
        Circuits.RecordFailure("b");
        Read();

        Assert.Equal(PeerCatalogue.All.Count * 2 + NodeCatalogue.All.Count, _heard.Count);
        Assert.Equal(1, Heard("circuit_breaker.trips", "peer_id=a"));
        Assert.Equal(0, Heard("circuit_breaker.trips", "peer_id=b"));
        Assert.Equal(1, Heard("circuit_breaker.failure", "peer_id=b"));
        Assert.Equal(1, Heard("circuit_breaker.evidence", "peer_id=a,kind=equivocation"));
        Assert.Equal(5, Heard("circuit_breaker.mode", "peer_id=a"));
        Assert.Equal(0, Heard("circuit_breaker.quorum_margin", ""));
        Assert.Equal(1, Heard("circuit_breaker.quorum_weight", "part=charged"));
        Assert.Equal(
            TestSettings.RequestTimeout.TotalSeconds, Heard("circuit_breaker.adaptive_timeout", "peer_id=b"));
    }

    [Fact]
    public void Peers_beyond_the_bound_are_one_whose_counters_never_go_down()
    {
        foreach (var peer in (string[])["a", "b", "c", "d"])
            Circuits.RecordFailure(peer);
        Read();
        Assert.Equal(2, Heard("circuit_breaker.failure", "peer_id=other"));

        Circuits.RemovePeer("c");
        Circuits.RemovePeer("a");
        Read();

        Assert.Equal(2, Heard("circuit_breaker.failure", "peer_id=other"));
        Assert.Equal(1, Heard("circuit_breaker.consecutive_failures", "peer_id=other"));
        Assert.DoesNotContain(_heard, one => one.Tags.Contains("peer_id=a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_latency_is_told_with_its_peer_and_its_end()
    {
        await Circuits.ExecuteAsync("a", static _ => new ValueTask<int>(1));

        var (instrument, _, tags) = Assert.Single(_heard);
        Assert.Equal(("circuit_breaker.latency", "s"), (instrument.Name, instrument.Unit));
        Assert.Equal("peer_id=a,status=success", tags);
    }

    [Fact]
    public void Every_instrument_has_a_unit_and_says_what_it_means()
    {
        Circuits.AddPeer("a");
        Circuits.SetMembership(1, [Node, "a", "b", "c"]);
        Read();
        Assert.All(_heard, one => Assert.EndsWith(".", one.Instrument.Description, StringComparison.Ordinal));
        Assert.All(_heard, one => Assert.False(string.IsNullOrEmpty(one.Instrument.Unit)));
    }

    [Fact]
    public async Task The_meter_ends_with_the_actor_system()
    {
        Circuits.AddPeer("a");
        await Sys.Terminate();
        Read();
        Assert.Empty(_heard);
    }

    protected override void AfterAll()
    {
        _listener.Dispose();
        base.AfterAll();
    }

    private void Read()
    {
        _heard.Clear();
        _listener.RecordObservableInstruments();
    }

    private double Heard(string name, string tags) =>
        _heard.Single(one => one.Instrument.Name == name && one.Tags == tags).Value;
}
