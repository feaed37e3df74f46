using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit;
using CretoAkka.Authentication;
using CretoAkka.Circuits;
using CretoAkka.Configuration;

namespace CretoAkka.Testing;

/// <summary>A node of a <see cref="VirtualNetwork"/>; its peers' messages go to <c>/user/replica</c>.</summary>
public sealed class VirtualNode : IDisposable
{
    private const string Quiet = """
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.loglevel = WARNING
        akka.stdout-loglevel = OFF
        akka.loggers = []
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        # What Akka.Remote would set, and may cross between nodes.
        akka.actor {
          serializers {
            primitive = "Akka.Remote.Serialization.PrimitiveSerializers, Akka.Remote"
            proto = "Akka.Remote.Serialization.ProtobufSerializer, Akka.Remote"
          }
          serialization-bindings {
            "Google.Protobuf.IMessage, Google.Protobuf" = proto
            "System.String" = primitive
            "System.Int32" = primitive
            "System.Int64" = primitive
          }
          serialization-settings.primitive.use-legacy-behavior = on
          serialization-identifiers {
            "Akka.Remote.Serialization.ProtobufSerializer, Akka.Remote" = 2
            "Akka.Remote.Serialization.PrimitiveSerializers, Akka.Remote" = 17
          }
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RecordingRef _logged;
    private TimeSpan _lag;

    internal VirtualNode(
        VirtualNetwork network, string name, CretoSettings? settings, Config config, IPeerAuthenticator? authenticator,
        Func<VirtualNode, Props>? replica)
    {
        var time = new VirtualTime();
        Name = name;
        System = ActorSystem.Create(name, ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config.WithFallback(ConfigurationFactory.ParseString(Quiet))),
            new PeerCircuitsSetup
            {
                Settings = settings is null ? null : settings with { Node = name },
                Time = time,
                Authenticator = authenticator,
                Connect = (_, address) => new VirtualTransport(network, name, address),
            }));
        time.Follow(System);
        Time = time;
        Events = Record(typeof(CircuitProtocol.IEvent), e => network.Record(name, e));
        DeadLetters = Record(typeof(DeadLetter));
        _logged = Record(typeof(LogEvent));
        Circuits = PeerCircuits.Get(System);
        Received = new RecordingRef(System, m => network.Record(name, new Taken(m)));
        Replica = System.ActorOf(replica?.Invoke(this) ?? Props.Create(() => new Target(Received)), "replica");
    }

    /// <summary>Its name to its peers.</summary>
    public string Name { get; }

    /// <summary>Its actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>Its circuits.</summary>
    public PeerCircuits Circuits { get; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The target of messages.</summary>
    public IActorRef Replica { get; }

    /// <summary>What the target was told, where it is not an actor of yours.</summary>
    public RecordingRef Received { get; }

    /// <summary>The events of its circuits, in order.</summary>
    public RecordingRef Events { get; }

    /// <summary>What found nobody to take it.</summary>
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

    /// <summary>Whether it was ended.</summary>
    public bool IsDead { get; private set; }

    internal TestScheduler Scheduler => (TestScheduler)System.Scheduler;

    /// <summary>Where a node takes its peers' messages.</summary>
    public static string AddressOf(string node) => $"akka.tcp://{node}@{node}:1/user/replica";

    /// <summary>The events of one kind, in order.</summary>
    public IReadOnlyList<T> EventsOf<T>() => [.. Events.Messages.OfType<T>()];

    /// <summary>Ends its process, without leaving.</summary>
    public void Dispose()
    {
        if (IsDead)
            return;
        IsDead = true;
        CircuitAssertionException.ThrowUnless(System.Terminate().Wait(Patience), $"The system of {Name} does not end.");
    }

    internal void Advance(TimeSpan step)
    {
        _lag += step;
        if (IsPaused || IsDead)
            return;
        Scheduler.Advance(_lag);
        _lag = TimeSpan.Zero;
    }

    /// <summary>Tells every actor something that it answers.</summary>
    /// <returns>Waits for the answers.</returns>
    internal Action Ask() => IsDead ? static () => { } : SettleBarrier.Ask(Circuits, [Replica]);

    private RecordingRef Record(Type type, Action<object>? taken = null)
    {
        var recorder = new RecordingRef(System, taken);
        System.EventStream.Subscribe(recorder, type);
        return recorder;
    }

    /// <summary>The target was handed a message.</summary>
    internal sealed record Taken(object Message);

    private sealed class Target : ReceiveActor
    {
        public Target(RecordingRef received) => ReceiveAny(m => received.Tell(m, Sender));
    }
}
