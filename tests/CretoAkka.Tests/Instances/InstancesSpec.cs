using System.Diagnostics.Metrics;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using CretoAkka.Core.Circuits;
using CretoAkka.Diagnostics;
using CretoAkka.Sessions;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Instances;

/// <summary>Several circuits in one actor system.</summary>
public sealed class InstancesSpec() : TestKit("""
    akka.loglevel = ERROR
    creto {
      node = instances-spec
      circuit-breaker.failure-threshold = 3
      instances {
        bulk { circuit-breaker.failure-threshold = 1 }
        quick { }
      }
    }
    """)
{
    [Fact]
    public void An_instance_is_made_once_and_is_nobody_elses()
    {
        Assert.Null(PeerCircuits.Find(Sys));
        Assert.Null(PeerCircuits.Find(Sys, "bulk"));

        var bulk = PeerCircuits.Get(Sys, "bulk");

        Assert.Same(bulk, PeerCircuits.Get(Sys, "bulk"));
        Assert.Same(bulk, PeerCircuits.Find(Sys, "bulk"));
        Assert.Null(PeerCircuits.Find(Sys));
        Assert.NotSame(bulk, PeerCircuits.Get(Sys, "quick"));
        Assert.Same(PeerCircuits.Get(Sys), PeerCircuits.Get(Sys, ""));
        Assert.Equal(("bulk", ""), (bulk.Instance, PeerCircuits.Get(Sys).Instance));
    }

    [Fact]
    public async Task Threads_that_ask_at_once_get_the_same()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PeerCircuits.Get(Sys, "bulk"))));

        Assert.Single(asked.Distinct());
    }

    [Fact]
    public void What_opens_in_one_stays_closed_in_the_others()
    {
        var (all, bulk) = (PeerCircuits.Get(Sys), PeerCircuits.Get(Sys, "bulk"));
        all.RecordFailure("node-2");
        bulk.RecordFailure("node-2");

        Assert.Equal((CircuitState.Closed, CircuitState.Open), (all.GetState("node-2"), bulk.GetState("node-2")));
        Assert.Empty(PeerCircuits.Get(Sys, "quick").GetPeers());
    }

    [Fact]
    public void Each_has_a_supervisor_of_its_own()
    {
        Assert.Equal("/user/creto", Path(PeerCircuits.Get(Sys).Supervisor));
        Assert.Equal("/user/creto.bulk", Path(PeerCircuits.Get(Sys, "bulk").Supervisor));

        static string Path(IActorRef actor) => actor.Path.ToStringWithoutAddress();
    }

    [Fact]
    public void Events_of_an_instance_carry_its_name_and_those_without_a_name_come_as_they_are()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(IEvent));
        Sys.EventStream.Subscribe(TestActor, typeof(InstanceEvent));

        PeerCircuits.Get(Sys, "bulk").RecordFailure("node-2");
        var named = ExpectMsg<InstanceEvent>();
        Assert.Equal(("bulk", "node-2"), (named.Instance, Assert.IsType<CircuitOpened>(named.Event).Peer.Value));

        PeerCircuits.Get(Sys).ForceOpen("node-3");
        Assert.Equal("node-3", ExpectMsg<CircuitOpened>().Peer.Value);
    }

    [Fact]
    public void An_instance_that_is_not_in_the_settings_is_refused() => Assert.Contains(
        "expected one of those that creto.instances names: bulk, quick.",
        Assert.Throws<ArgumentException>(() => PeerCircuits.Get(Sys, "slow")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Nobody_sends_messages_to_a_supervisor_by_way_of_a_session()
    {
        PeerCircuits.Get(Sys, "bulk");
        Sys.ActorOf(Akka.TestKit.TestActors.BlackHoleActor.Props, "creto-not");
        var targets = new TargetFinder((ExtendedActorSystem)Sys);

        Assert.Null(targets.Find("/user/creto.bulk"));
        Assert.NotNull(targets.Find("/user/creto-not"));
    }

    [Fact]
    public void Each_has_a_meter_of_its_own_and_those_with_a_name_have_it_as_a_tag()
    {
        var tags = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                var of = (instrument.Meter.Tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value);
                if (instrument is { Name: "circuit_breaker.trips", Meter.Name: CircuitTelemetry.Name }
                    && Equals(of["creto.node"], "instances-spec"))
                    tags.Add(of.GetValueOrDefault("creto.instance") as string ?? "none");
            },
        };
        PeerCircuits.Get(Sys);
        PeerCircuits.Get(Sys, "bulk");
        listener.Start();

        Assert.Equal(["bulk", "none"], tags.Order());
    }
}
