using CretoAkka.Calls;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Latency;
using CretoAkka.Peers;
using CretoAkka.Tests.Support;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Configuration;

/// <summary>Settings that change while the node runs.</summary>
[Trait("Decision", "D21")]
public sealed class UpdateSettingsSpec() : CircuitTestKit(TestSettings.Peer with
{
    AdaptiveTimeout = new AdaptiveTimeoutPolicy { BaseTimeout = TimeSpan.FromSeconds(2) },
})
{
    private static readonly PeerId Node2 = "node-2";

    [Fact]
    public void A_threshold_that_is_lowered_counts_the_failures_there_were()
    {
        Fail(Node2, 2);
        Assert.True(Update(Node2, c => c with { FailureThreshold = 2 }));
        Assert.Equal(CircuitState.Closed, Circuits.GetState(Node2)); // Only a failure trips.
        Fail(Node2, 1);
        Assert.Equal(CircuitState.Open, Circuits.GetState(Node2));
    }

    [Fact]
    public void A_deadline_that_runs_stays_and_the_next_is_the_new_one()
    {
        Fail(Node2, 3);
        Update(Node2, c => c with { OpenTimeout = TestSettings.OpenTimeout * 2 });
        Pass(TestSettings.OpenTimeout);
        Assert.Equal(CircuitState.HalfOpen, Circuits.GetState(Node2));

        Fail(Node2, 1);
        Pass(TestSettings.OpenTimeout);
        Assert.Equal(CircuitState.Open, Circuits.GetState(Node2));
        Pass(TestSettings.OpenTimeout);
        Assert.Equal(CircuitState.HalfOpen, Circuits.GetState(Node2));
    }

    [Fact]
    public void A_change_is_published_once_and_equal_settings_change_nothing()
    {
        Circuits.AddPeer(Node2);
        var before = Circuits.GetSettings(Node2);
        Assert.False(Circuits.UpdateSettings(Node2, before with { }));
        var generation = Circuits.GetStats(Node2).Generation;

        var after = before with { RequestTimeout = before.RequestTimeout * 2 };
        Assert.True(Circuits.UpdateSettings(Node2, after));
        Assert.False(Circuits.UpdateSettings(Node2, after with { }));

        Assert.Equal(new SettingsChanged(Node2, before, after), ExpectMsg<SettingsChanged>());
        Settle();
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal((generation, after), (Circuits.GetStats(Node2).Generation, Circuits.GetSettings(Node2)));
    }

    [Fact]
    public void Where_something_is_wrong_nothing_changes_and_the_key_is_named()
    {
        Circuits.AddPeer(Node2);
        var wrong = Assert.Throws<CretoConfigurationException>(
            () => Update(Node2, c => c with { SuccessThreshold = 5, FailureThreshold = 0 }));

        Assert.Contains("peers.node-2.failure-threshold is 0", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(TestSettings.Peer.Circuit, Circuits.GetSettings(Node2).Circuit);
        Assert.Throws<ArgumentException>(() => Update("stranger", c => c));
        Assert.Throws<ArgumentException>(() => Circuits.UpdateSettings(
            Node2, Circuits.GetSettings(Node2) with { Address = "akka.tcp://b@b:1/user/replica" }));
    }

    [Fact]
    public void The_mode_follows_and_what_holds_a_circuit_stays()
    {
        Circuits.AddPeer(Node2);
        Update(Node2, c => c with { Mode = CircuitMode.ObserveOnly });
        Fail(Node2, 10);
        Assert.Equal(
            (CircuitState.Closed, CircuitMode.ObserveOnly),
            (Circuits.GetState(Node2), Circuits.GetStats(Node2).Mode));

        Circuits.ForceOpen(Node2);
        Update(Node2, c => c with { Mode = CircuitMode.Automatic });
        Assert.Equal(CircuitMode.ForcedOpen, Circuits.GetStats(Node2).Mode);
        Circuits.Reset(Node2);
        Assert.Equal(CircuitMode.Automatic, Circuits.GetStats(Node2).Mode);
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void A_timeout_goes_by_the_new_numbers_and_keeps_its_samples()
    {
        for (var i = 0; i < 10; i++)
            Circuits.RecordSuccess(Node2, TimeSpan.FromMilliseconds(300));
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.FromMilliseconds(600), Circuits.GetTimeout(Node2));

        var settings = Circuits.GetSettings(Node2);
        Circuits.UpdateSettings(
            Node2, settings with { AdaptiveTimeout = settings.AdaptiveTimeout! with { Multiplier = 3 } });
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.FromMilliseconds(900), Circuits.GetTimeout(Node2));

        Circuits.UpdateSettings(Node2, settings with { AdaptiveTimeout = null });
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(
            (TestSettings.RequestTimeout, 0), (Circuits.GetTimeout(Node2), Circuits.GetLatencyStats(Node2).Samples));

        Circuits.UpdateSettings(Node2, settings);
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.FromSeconds(2), Circuits.GetTimeout(Node2));
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void A_timeout_that_begins_to_follow_later_loses_no_sample()
    {
        var all = Circuits.Settings.Default;
        Circuits.UpdateSettings(all with { AdaptiveTimeout = null });
        Circuits.AddPeer(Node2);
        Circuits.UpdateSettings(all);
        Pass(TimeSpan.FromMilliseconds(20));

        for (var i = 0; i < 10; i++)
            Circuits.RecordSuccess(Node2, TimeSpan.FromMilliseconds(300));
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.FromMilliseconds(600), Circuits.GetTimeout(Node2));
    }

    [Fact]
    [Trait("Decision", "D9")]
    public void Where_another_number_of_samples_counts_the_timeout_stays_until_there_are_enough_again()
    {
        for (var i = 0; i < 10; i++)
            Circuits.RecordSuccess(Node2, TimeSpan.FromMilliseconds(300));
        Pass(TimeSpan.FromMilliseconds(20));
        var settings = Circuits.GetSettings(Node2);
        Circuits.UpdateSettings(
            Node2, settings with { AdaptiveTimeout = settings.AdaptiveTimeout! with { MaxSamples = 50 } });
        Circuits.RecordSuccess(Node2, TimeSpan.FromMilliseconds(100));
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.FromMilliseconds(600), Circuits.GetTimeout(Node2));
    }

    [Fact]
    public void A_base_timeout_that_is_in_force_for_want_of_samples_gives_way_to_the_new_one()
    {
        Circuits.AddPeer(Node2);
        var settings = Circuits.GetSettings(Node2);
        Circuits.UpdateSettings(Node2, settings with
        {
            AdaptiveTimeout = settings.AdaptiveTimeout! with { BaseTimeout = TimeSpan.FromSeconds(4) },
        });
        Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.FromSeconds(4), Circuits.GetTimeout(Node2));
    }

    [Fact]
    public void What_changes_for_all_reaches_those_that_come_later_and_none_with_settings_of_its_own()
    {
        Circuits.AddPeer(Node2);
        Circuits.AddPeer("own");
        Update("own", c => c with { FailureThreshold = 9 });

        var all = Circuits.Settings.Default;
        Assert.True(Circuits.UpdateSettings(all with { Circuit = all.Circuit with { FailureThreshold = 1 } }));
        Fail(Node2, 1);
        Fail("own", 1);
        Fail("later", 1);

        Assert.Equal(
            [CircuitState.Open, CircuitState.Closed, CircuitState.Open],
            new PeerId[] { Node2, "own", "later" }.Select(Circuits.GetState));
        Assert.False(Circuits.UpdateSettings(Circuits.Settings.Default));
    }

    [Fact]
    public void Who_left_and_comes_back_has_what_holds_for_all()
    {
        Circuits.AddPeer(Node2);
        Update(Node2, c => c with { FailureThreshold = 9 });
        Circuits.RemovePeer(Node2);
        Circuits.AddPeer(Node2);
        Assert.Equal(TestSettings.Peer.Circuit.FailureThreshold, Circuits.GetSettings(Node2).Circuit.FailureThreshold);
    }

    [Fact]
    public void A_rule_that_is_switched_on_trips_from_then_on()
    {
        Circuits.AddPeer(Node2);
        Circuits.UpdateSettings(
            Node2, Circuits.GetSettings(Node2) with { CallFailureRate = new FailureRateRule(0.5, 4, 10, null) });
        foreach (var outcome in new[] { Outcome.Success, Outcome.Failure, Outcome.Success, Outcome.Failure })
        {
            Assert.True(Circuits.TryAcquire(Node2, out var permit));
            Circuits.Complete(permit, outcome);
        }
        Assert.Equal(TransitionCause.FailureRate, Circuits.GetStats(Node2).Cause);
    }

    [Fact]
    public void Settings_that_are_told_are_answered()
    {
        Circuits.AddPeer(Node2);
        var settings = Circuits.GetSettings(Node2);
        var bad = settings with { RequestTimeout = TimeSpan.Zero };
        foreach (var told in new[] { settings, settings with { RequestTimeout = TimeSpan.FromSeconds(3) }, bad })
            Circuits.Supervisor.Tell(new PeerProtocol.UpdateSettings(Node2, told), TestActor);

        var replies = ReceiveWhile(
            r => r as IReply, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), msgs: 3);
        Assert.Equal(
            [new PeerProtocol.SettingsUpdated(Node2, false), new PeerProtocol.SettingsUpdated(Node2, true)],
            replies.Take(2));
        Assert.Contains(
            "request-timeout", Assert.IsType<PeerProtocol.PeerRefused>(replies[2]).Reason, StringComparison.Ordinal);
    }

    private bool Update(PeerId peer, Func<CircuitPolicy, CircuitPolicy> change)
    {
        var settings = Circuits.GetSettings(peer);
        return Circuits.UpdateSettings(peer, settings with { Circuit = change(settings.Circuit) });
    }
}
