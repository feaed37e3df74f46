using System.Globalization;
using Akka.Actor;
using CretoAkka.Metrics;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Quorums;

/// <summary>Names that nobody declared cost a bounded amount, whoever makes them up.</summary>
[Trait("Decision", "D19")]
public class UnknownNamesSpec : CircuitTestKit
{
    private const int Names = 100_000;
    private const int Most = 50;

    // Fifty peers with their actors take less than a tenth of it; a hundred thousand names alone would take more.
    private const long MostBytes = 4 << 20;

    public UnknownNamesSpec() : base(maxPeers: Most)
    {
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_hundred_thousand_names_leave_actors_memory_and_series_bounded(bool isDeclared, bool isInbound)
    {
        var series = new Series();
        Circuits.AddPeer("node-2");
        Circuits.ExportTo(series);
        if (isDeclared)
            Circuits.SetMembership(1, ["test", "node-2"]);
        Tell(isInbound, "warm", 1_000); // What is made on first use, and the mailboxes' segments, are no growth.
        var (actors, before) = (Actors(), GC.GetTotalMemory(forceFullCollection: true));

        for (var batch = 0; batch < Names / 1_000; batch++)
            Tell(isInbound, $"stranger-{batch}", 1_000);

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        var peers = isDeclared ? 1 : Most;
        Assert.Equal(peers, Circuits.GetStats().Count);
        Assert.Equal(peers, series.Count);
        Assert.Equal(actors, Actors());
        Assert.InRange(actors, peers, peers + 3); // latencies, fallback, what the network says
        Assert.True(growth < MostBytes, $"{growth} bytes more");
    }

    private void Tell(bool isInbound, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}");
            object message = isInbound ? new Hello(name, 7, 7, 1, WireVersion, WireVersion) : new RecordFailure(name);
            Circuits.Supervisor.Tell(message, ActorRefs.NoSender);
        }
        Settle();
    }

    private int Actors() => ((ActorRefWithCell)Circuits.Supervisor).Children.Count();

    private sealed class Series : ICircuitMetrics, IPeerMetrics
    {
        private int _count;

        public int Count => _count;

        public IPeerMetrics Add(PeerId peer, Func<PeerFacts> facts)
        {
            Interlocked.Increment(ref _count);
            return this;
        }

        public void Observe(TimeSpan latency, LatencyStatus status)
        {
            // Nobody is called here.
        }

        public void Remove(PeerId peer) => Interlocked.Decrement(ref _count);
    }
}
