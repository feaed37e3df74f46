using CretoAkka.Core.Circuits;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Attacks;

/// <summary>A peer that fails as often as it may without failing often enough in a row.</summary>
[Trait("Decision", "D7")]
public sealed class NearMissTests : VirtualNetworkTest
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_peer_that_succeeds_once_before_every_threshold_trips_by_its_rate_of_failed_calls(int threshold)
    {
        var peer = Peer with
        {
            Circuit = Peer.Circuit with { FailureThreshold = threshold },
            CallFailureRate = new FailureRateRule(0.5, 20, 100, null),
        };
        var a = Network.Start("a", TestSettings.Of(peer));
        var calls = 0;
        while (a.Circuits.GetState(B) == CircuitState.Closed && calls < 200)
        {
            if (++calls % threshold == 0)
                a.Circuits.RecordSuccess(B, Ms(1));
            else
                a.Circuits.RecordFailure(B);
        }
        Network.Settle();

        Assert.Equal(TransitionCause.FailureRate, Assert.Single(Network.LogOf<CircuitOpened>("a")).What.Cause);
        Assert.InRange(calls, 20, 20 + threshold);
    }

    [Theory]
    [InlineData(10)] // the base timeout
    [InlineData(30)] // the longest
    public void A_long_timeout_leaves_the_rate_of_failures_enough_to_judge_by(int seconds)
    {
        var rule = new FailureRateRule(0.5, 20, 0, TimeSpan.FromSeconds(30));
        var peer = TestSettings.Peer with
        {
            Circuit = new CircuitPolicy(), RequestTimeout = TimeSpan.FromSeconds(seconds),
        };
        var (a, _) = Joined(settings: With(s => s with { FailureRate = rule }, peer), peer: peer);
        var markers = 0;
        Network.Wire("a", "b").Loses = m => m is Frame frame && frame.Marker == 0 ? markers % 5 > 0 : markers++ < 0;
        var step = 0;
        Network.Pass(TimeSpan.FromMinutes(4), () =>
        {
            if (++step % 5 == 0)
                a.Circuits.Send(B, 1);
        });
        Assert.NotEmpty(Network.LogOf<CircuitOpened>("a"));
    }

    [Fact]
    public void A_peer_that_takes_in_what_one_marker_of_three_speaks_of_trips_again_and_again()
    {
        var rule = new FailureRateRule(0.5, 20, 0, TimeSpan.FromSeconds(30));
        var (a, _) = Joined(settings: With(s => s with { FailureRate = rule }));
        var markers = 0;
        Network.Wire("a", "b").Loses = m => m is Frame frame && frame.Marker == 0 ? markers % 3 > 0 : markers++ < 0;
        Network.Pass(TimeSpan.FromSeconds(60), () => a.Circuits.Send(B, 1));
        Assert.True(Network.LogOf<CircuitOpened>("a").Count >= 2);
    }
}
