using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Attacks;

/// <summary>Peers that seem to be there whenever they are looked at, and take in nothing.</summary>
public sealed class HalfDeadTests : VirtualNetworkTest
{
    [Fact]
    [Trait("Decision", "D18")]
    public void Who_answers_every_ping_and_drops_the_traffic_is_cut_off()
    {
        var (a, b) = Joined();
        Network.Pass(Ms(500));
        Network.Wire("a", "b").Loses = IsData;
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, 2 * T, () => a.Circuits.Send(B, 1));
        Assert.Empty(b.Received.Messages);
    }

    [Fact]
    [Trait("Decision", "D18")]
    public void Who_drops_a_fifth_of_the_traffic_and_acknowledges_every_marker_is_cut_off()
    {
        var (a, _) = Joined();
        var frames = 0;
        Network.Wire("a", "b").Loses = m => m is Frame { Marker: 0, Payloads.Length: > 0 } && frames++ % 5 == 0;
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, 4 * T, () => a.Circuits.Send(B, 1));
        Assert.Equal(3, a.Circuits.GetStats(B).Failures);
    }

    [Theory]
    [Trait("Decision", "D11")]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_sends_votes_and_acknowledges_nothing_is_cut_off_and_its_votes_count(bool isSilent)
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.Pass(Ms(1500));
        if (isSilent)
            Network.Wire("b", "a").Loses = static m => m is IAnswer;
        else
            Network.Wire("a", "b").Loses = static m => m is IInbound;
        var votes = 0;
        Network.PassUntil(() => a.Circuits.GetState(B) == CircuitState.Open, 2 * T + KeepAlive, Vote);
        Network.Pass(Ms(3000), Vote);
        Network.Pass(Ms(500));

        Assert.Equal(CircuitState.Open, a.Circuits.GetState(B));
        Assert.Equal(Enumerable.Range(1, votes), a.Received.Messages.Cast<int>());

        void Vote() => b.Circuits.Send(A, ++votes);
    }

    [Fact]
    [Trait("Decision", "D4")]
    public void Who_fails_right_after_every_recovery_is_cut_off_ever_longer()
    {
        var backoff = new BackoffPolicy(2, 8 * OpenTimeout, 0);
        var peer = Peer with { Circuit = Peer.Circuit with { Backoff = backoff } };
        var a = Network.Start("a", TestSettings.Of(peer));
        var (open, steps) = (0, 0);
        Network.Pass(TimeSpan.FromMinutes(5), () =>
        {
            steps++;
            open += a.Circuits.GetState(B) == CircuitState.Open ? 1 : 0;
            if (a.Circuits.TryAcquire(B, out var permit))
            {
                var isProbe = a.Circuits.GetState(B) == CircuitState.HalfOpen;
                a.Circuits.Complete(permit, isProbe ? Outcome.Success : Outcome.Failure);
            }
        });

        var opened = Network.LogOf<CircuitOpened>("a").Select(o => o.At).ToList();
        var periods = opened.Zip(opened.Skip(1), (from, to) => to - from).ToList();
        for (var i = 0; i < periods.Count; i++)
        {
            var period = OpenTimeout * Math.Min(8, Math.Pow(2, i));
            Assert.InRange(periods[i], period, period + Ms(200));
        }
        Assert.InRange((double)open / steps, 0.98, 1); // Of its time it is cut off this share at least.
    }

    [Fact]
    [Trait("Decision", "D4")]
    public void Who_takes_in_probes_and_then_nothing_is_cut_off_most_of_the_time_though_it_answers_pings()
    {
        var rule = new FailureRateRule(0.5, 20, 0, TimeSpan.FromSeconds(30));
        var (a, _) = Joined(settings: With(s => s with { FailureRate = rule }));
        Network.Wire("a", "b").Loses = m => IsData(m) && a.Circuits.GetState(B) == CircuitState.Closed;
        Network.Pass(TimeSpan.FromSeconds(20), () => a.Circuits.Send(B, 1));
        var (open, steps) = (0, 0);
        Network.Pass(TimeSpan.FromMinutes(1), () =>
        {
            steps++;
            open += a.Circuits.GetState(B) == CircuitState.Closed ? 0 : 1;
            a.Circuits.Send(B, 1);
        });
        // Closed for twice T at the most, then cut off until a ping at the end of the open timeout is answered.
        Assert.InRange((double)open / steps, OpenTimeout / (OpenTimeout + 2 * T), 1);
    }
}
