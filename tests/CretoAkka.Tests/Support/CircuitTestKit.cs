using Akka.Actor;
using Akka.Actor.Setup;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using CretoAkka.Configuration;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Support;

/// <summary>
/// An actor system in virtual time with circuits of small numbers, and the events of its circuits as messages.
/// </summary>
public abstract class CircuitTestKit : TestKit
{
    private const string Virtual = """
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.loglevel = WARNING
        """;

    protected CircuitTestKit(PeerSettings? peer = null, int maxPeers = 100)
        : this(new VirtualTime(), TestSettings.Of(peer ?? TestSettings.Peer, maxPeers))
    {
    }

    protected CircuitTestKit(CretoSettings settings)
        : this(new VirtualTime(), settings)
    {
    }

    private CircuitTestKit(VirtualTime time, CretoSettings settings)
        : base(ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(Akka.Configuration.ConfigurationFactory.ParseString(Virtual)
                .WithFallback(DefaultConfig)),
            new PeerCircuitsSetup { Settings = settings, Time = time }))
    {
        time.Follow(Sys);
        Circuits = PeerCircuits.Get(Sys);
        Sys.EventStream.Subscribe(TestActor, typeof(IEvent));
    }

    protected PeerCircuits Circuits { get; }

    /// <summary>
    /// Lets virtual time pass in steps short enough for every timer, with every mailbox drained in between.
    /// </summary>
    protected void Pass(TimeSpan span, PeerId peer)
    {
        var step = TimeSpan.FromMilliseconds(50);
        for (var left = span; left > TimeSpan.Zero; left -= step)
        {
            Settle(peer);
            ((TestScheduler)Sys.Scheduler).Advance(left < step ? left : step);
        }
        Settle(peer);
    }

    /// <summary>
    /// Waits until the circuit, and who reads the latencies, have handled everything sent to them so far.
    /// </summary>
    protected void Settle(PeerId peer)
    {
        var probe = CreateTestProbe();
        // Twice, for what a timer's message makes the gate tell. And not by asking for statistics: they would let time
        // act on the circuit, which is its timers' part to do.
        for (var i = 0; i < 2; i++)
        {
            Circuits.Supervisor.Tell(new GetTimeout(peer), probe);
            probe.ExpectMsg<TimeoutInForce>();
        }
        Sys.ActorSelection("/user/creto/latency").Tell(new Identify(peer), probe);
        probe.ExpectMsg<ActorIdentity>();
    }

    protected void Fail(PeerId peer, int times)
    {
        for (var i = 0; i < times; i++)
            Circuits.RecordFailure(peer);
    }
}
