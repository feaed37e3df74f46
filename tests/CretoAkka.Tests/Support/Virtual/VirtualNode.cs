using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit;
using CretoAkka.Authentication;
using CretoAkka.Circuits;
using CretoAkka.Configuration;

namespace CretoAkka.Tests.Support.Virtual;

/// <summary>One node of a <see cref="VirtualNetwork"/>; its target for messages is <c>/user/replica</c>.</summary>
internal sealed class VirtualNode : IDisposable
{
    private const string Config = """
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.loglevel = WARNING
        akka.stdout-loglevel = OFF
        akka.loggers = []
        akka.actor.serializers.plain = "CretoAkka.Tests.Support.Virtual.PlainSerializer, CretoAkka.Tests"
        akka.actor.serialization-bindings {
          "System.String" = plain
          "System.Int32" = plain
          "CretoAkka.Tests.Support.Virtual.IWritten, CretoAkka.Tests" = plain
        }
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RecordingRef _logged;
    private TimeSpan _lag;

    public VirtualNode(VirtualNetwork network, string name, CretoSettings settings, string config,
        IPeerAuthenticator? authenticator)
    {
        var time = new VirtualTime();
        Name = name;
        System = ActorSystem.Create(name, ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(config).WithFallback(Config)),
            new PeerCircuitsSetup
            {
                Settings = settings with { Node = name },
                Time = time,
                Authenticator = authenticator,
                Connect = (_, address) => new VirtualTransport(network, name, address),
            }));
        time.Follow(System);
        Events = Record(typeof(CircuitProtocol.IEvent), e => network.Record(name, e));
        DeadLetters = Record(typeof(DeadLetter));
        _logged = Record(typeof(LogEvent));
        Circuits = PeerCircuits.Get(System);
        Received = new RecordingRef(System, m => network.Record(name, new Taken(m)));
        Replica = System.ActorOf(Props.Create(() => new Target(Received)), "replica");
    }

    public string Name { get; }

    public ActorSystem System { get; }

    public PeerCircuits Circuits { get; }

    /// <summary>The target of messages.</summary>
    public IActorRef Replica { get; }

    /// <summary>What it was told.</summary>
    public RecordingRef Received { get; }

    public RecordingRef Events { get; }

    public RecordingRef DeadLetters { get; }

    /// <summary>What was logged as a warning, as text.</summary>
    public IReadOnlyList<string> Warnings =>
        [.. _logged.Messages.OfType<Warning>().Select(w => w.Message.ToString()!)];

    /// <summary>What was thrown in a handler, and every other error.</summary>
    public IReadOnlyList<LogEvent> Errors =>
    [
        .. _logged.Messages.Cast<LogEvent>()
            .Where(e => e is Error || typeof(SupervisorStrategy).IsAssignableFrom(e.LogClass)),
    ];

    /// <summary>Whether its process stands still: neither timers nor what arrives moves it.</summary>
    public bool IsPaused { get; set; }

    public bool IsDead { get; private set; }

    public TestScheduler Scheduler => (TestScheduler)System.Scheduler;

    public static string AddressOf(string node) => $"akka.tcp://{node}@{node}:1/user/replica";

    public IReadOnlyList<T> EventsOf<T>() => [.. Events.Messages.OfType<T>()];

    public void Advance(TimeSpan step)
    {
        _lag += step;
        if (IsPaused || IsDead)
            return;
        Scheduler.Advance(_lag);
        _lag = TimeSpan.Zero;
    }

    /// <summary>Tells every actor something that it answers.</summary>
    /// <returns>Waits for the answers.</returns>
    public Action Barrier()
    {
        if (IsDead)
            return static () => { };
        var peers = Circuits.GetStats().Keys.ToList();
        var left = new CountdownEvent(peers.Count + 3);
        var barrier = new RecordingRef(System, _ => left.Signal());
        foreach (var peer in peers)
            Circuits.Supervisor.Tell(new CircuitProtocol.GetStats(peer), barrier);
        foreach (var path in (string[])["/user/creto/latency", "/user/creto/fallback", "/user/replica"])
            System.ActorSelection(path).Tell(new Identify(path), barrier);
        return () => Assert.True(left.Wait(Patience), "An actor does not answer.");
    }

    public void Dispose()
    {
        if (IsDead)
            return;
        IsDead = true;
        Assert.True(System.Terminate().Wait(Patience), "The system does not end.");
    }

    private RecordingRef Record(Type type, Action<object>? taken = null)
    {
        var recorder = new RecordingRef(System, taken);
        System.EventStream.Subscribe(recorder, type);
        return recorder;
    }

    /// <summary>The target was handed a message.</summary>
    public sealed record Taken(object Message);

    private sealed class Target : ReceiveActor
    {
        public Target(RecordingRef received) => ReceiveAny(m => received.Tell(m, Sender));
    }
}
