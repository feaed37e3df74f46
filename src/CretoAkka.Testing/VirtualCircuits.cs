using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.TestKit;
using CretoAkka.Configuration;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Testing;

/// <summary>
/// The circuits of one actor system in virtual time: time passes when the test says so, and the test knows when all has
/// been handled. Used by one thread at a time.
/// </summary>
/// <remarks>
/// The system is made with <see cref="Setup"/>, by <c>ActorSystem.Create</c> or by the constructor of a TestKit.
/// </remarks>
public sealed class VirtualCircuits
{
    private const string Virtual = """
        akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
        akka.loglevel = WARNING
        """;

    // One more for what a timer's message makes the gate tell, and one for a peer that is made by what was told.
    private const int Rounds = 3;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly VirtualTime _time;
    private readonly TestScheduler _scheduler;
    private readonly List<ICanTell> _actors = [];

    private VirtualCircuits(ActorSystem system, VirtualTime time)
    {
        _time = time;
        _time.Follow(system);
        _scheduler = (TestScheduler)system.Scheduler;
        Circuits = PeerCircuits.Get(system);
        Transitions = new TransitionLog(system, time, Settle);
    }

    /// <summary>The circuits.</summary>
    public PeerCircuits Circuits { get; }

    /// <summary>The system's clock, for code of yours that takes one.</summary>
    public TimeProvider Time => _time;

    /// <summary>What changed its state, and what is expected of that.</summary>
    public TransitionLog Transitions { get; }

    /// <summary>What an actor system is made with so that its time is virtual.</summary>
    /// <param name="settings">The circuits' settings; null: those of its configuration.</param>
    /// <param name="hocon">Configuration laid over Akka's and the library's.</param>
    public static ActorSystemSetup Setup(CretoSettings? settings = null, string hocon = "") => ActorSystemSetup.Create(
        BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(hocon)
            .WithFallback(ConfigurationFactory.ParseString(Virtual))
            .WithFallback(TestKitBase.DefaultConfig)),
        new PeerCircuitsSetup { Settings = settings, Time = new VirtualTime() });

    /// <summary>The circuits of a system that was made with <see cref="Setup"/>. To be asked for once.</summary>
    /// <exception cref="InvalidOperationException">The system's time is not virtual.</exception>
    public static VirtualCircuits Of(ActorSystem system)
    {
        var setup = system.Settings.Setup.Get<PeerCircuitsSetup>();
        return setup is { HasValue: true, Value.Time: VirtualTime time }
            ? new(system, time)
            : throw new InvalidOperationException(
                $"The time of actor system '{system.Name}' is not virtual: make it with VirtualCircuits.Setup().");
    }

    /// <summary>From now on waits for an actor of yours too, where it waits for the circuits.</summary>
    public void Include(IActorRef actor) => _actors.Add(actor);

    /// <summary>
    /// Waits until the circuits, and who was included, have handled everything that they were told so far.
    /// </summary>
    /// <exception cref="CircuitAssertionException">An actor did not answer within 20 real seconds.</exception>
    public void Settle()
    {
        for (var round = 0; round < Rounds; round++)
            SettleBarrier.Ask(Circuits, _actors)();
    }

    /// <summary>
    /// Lets time pass in steps short enough for every timer, with everything handled in between.
    /// </summary>
    /// <exception cref="CircuitAssertionException">An actor did not answer within 20 real seconds.</exception>
    public void Pass(TimeSpan span)
    {
        for (var left = span; left > TimeSpan.Zero; left -= Step)
        {
            Settle();
            _scheduler.Advance(left < Step ? left : Step);
        }
        Settle();
    }

    /// <summary>Lets time pass until something holds; at most so long.</summary>
    /// <exception cref="CircuitAssertionException">It did not come to hold.</exception>
    public void PassUntil(Func<bool> holds, TimeSpan atMost)
    {
        Settle();
        for (var end = _time.Elapsed + atMost; !holds(); Pass(Step))
            CircuitAssertionException.ThrowUnless(_time.Elapsed < end, $"It did not come to hold within {atMost}.");
    }

    /// <summary>
    /// Brings a peer's circuit into a state as life would: a reset, failures that trip it, and the open period passing.
    /// The peer is added if it is not known. What was counted and announced on the way stays so.
    /// </summary>
    /// <exception cref="CircuitAssertionException">
    /// It cannot get there: its mode, its quarantine or the membership's budget forbids it.
    /// </exception>
    public void Bring(PeerId peer, CircuitState state)
    {
        Circuits.Reset(peer);
        var policy = Circuits.GetSettings(peer).Circuit;
        for (var i = 0; state != CircuitState.Closed && i < policy.FailureThreshold; i++)
            Circuits.RecordFailure(peer);
        Settle();
        if (state == CircuitState.HalfOpen && Circuits.GetState(peer) == CircuitState.Open)
            Pass(policy.OpenTimeout);
        var (reached, mode) = (Circuits.GetStats(peer).State, Circuits.GetStats(peer).Mode);
        CircuitAssertionException.ThrowUnless(
            reached == state,
            $"The circuit of {peer} is {reached} in mode {mode}, and cannot be brought to {state}: its mode, its "
            + "quarantine or the membership's budget forbids it.");
    }
}
