using Akka.Actor;
using Akka.Event;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <summary>Gives a <see cref="CircuitGate"/> a mailbox, a timer and a voice. Decides nothing itself.</summary>
/// <remarks>Its state is the last transition it announced; the gate may be further already.</remarks>
internal sealed partial class CircuitActor : FSM<CircuitState, CircuitGate>
{
    private const string DeadlineTimer = "deadline";

    private readonly CircuitContext _node;

    private ILoggingAdapter? _log;

    /// <summary>Makes the actor of one gate.</summary>
    public static Props Props(CircuitGate gate, CircuitContext node) =>
        Akka.Actor.Props.Create(() => new CircuitActor(gate, node));

    /// <summary>For <see cref="Props"/> only.</summary>
    public CircuitActor(CircuitGate gate, CircuitContext node)
    {
        _node = node;
        StartWith(CircuitState.Closed, gate);
        StateFunction handle = Handle; // One for all states: an actor is memory that every peer has.
        foreach (var state in Enum.GetValues<CircuitState>())
            When(state, handle);
        Initialize();
        Connect(gate);
    }

    // Most circuits never have anything to say.
    private ILoggingAdapter Log => _log ??= Context.GetLogger();

    private State<CircuitState, CircuitGate>? Handle(Event<CircuitGate> @event) => @event.FsmEvent switch
    {
        var late when _isLeaving => Refuse(late),
        CircuitTransition transition => Follow(transition),
        DeadlineMoved => Wake(),
        DeadlinePassed => Elapse(),
        TripNotTaken observed => Announce(observed),
        TripRefused refused => Announce(refused),
        SettingsFollowed changed => Follow(changed),
        Leave => Retire(),
        ICommand command => Obey(command),
        _ => HandleMessages(@event.FsmEvent),
    };

    private State<CircuitState, CircuitGate> Obey(ICommand command)
    {
        var reply = command switch
        {
            Send m => Take(m),
            Relay m => Take(m),
            Processed m => Confirm(m),
            RecordSuccess m => Succeed(m),
            RecordFailure m => new OutcomeTaken(m.Peer, StateData.ReportFailure(StateData.Now - m.Age, m.Cause)),
            RecordLatency m => Sample(m),
            ForceOpen m => Manual(command, StateData.ForceOpen(m.Duration, m.Override)),
            ForceClose m => Manual(command, StateData.Apply(CircuitInput.ForceClose(m.Duration))),
            Reset => Manual(command, StateData.Apply(CircuitInput.Reset())),
            ReleaseQuarantine => Manual(command, StateData.ReleaseQuarantine()),
            _ => Questions.Answer(command, StateData),
        };
        if (reply is not null && !Sender.IsNobody())
            Sender.Tell(reply);
        return Stay();
    }

    private OutcomeTaken Succeed(RecordSuccess success)
    {
        if (success.Latency is { } latency)
            StateData.Latency.Record(latency, LatencyStatus.Success, StateData.Now);
        return new(success.Peer, StateData.ReportSuccess());
    }

    private OutcomeTaken Sample(RecordLatency measured)
    {
        StateData.Latency.Sample(measured.Latency, StateData.Now);
        return new(measured.Peer, CompletionReply.Recorded);
    }

    private CommandTaken Manual(ICommand command, CircuitReply taken)
    {
        var reply = taken.ToCommandReply();
        Log.Warning("Circuit {Peer}: {Command} by hand, {Result}", command.Peer, command.GetType().Name, reply);
        return new(command.Peer, reply);
    }

    private State<CircuitState, CircuitGate> Follow(CircuitTransition change)
    {
        if (change.From == change.To)
        {
            if (change.Cause == TransitionCause.Evidence)
                Log.Warning("Circuit {Peer} stays {To} because {Cause}", change.Peer, change.To, change.Cause);
            return Stay();
        }

        Log.Warning(
            "Circuit {Peer} {From} -> {To} because {Cause}",
            change.Peer, change.From, change.To, change.Cause);
        CircuitTelemetry.Change(change);
        _node.Node.Publish(Event(change));
        if (change.To == CircuitState.Closed && change.Cause != TransitionCause.Evicted)
            _node.Node.Publish(new PeerRecovered(change.Peer));
        _link?.Entered(change.To, StateData.Now);
        Flush();
        return GoTo(change.To);
    }

    private static IEvent Event(CircuitTransition change) => change.To switch
    {
        CircuitState.Open => new CircuitOpened(change.Peer, change.Cause, change.LastFailure, change.Stats),
        CircuitState.HalfOpen => new CircuitHalfOpened(change.Peer, change.Cause, change.Stats),
        _ => new CircuitClosed(change.Peer, change.Cause, change.Stats),
    };

    private State<CircuitState, CircuitGate> Announce(TripNotTaken observed)
    {
        Log.Info("Circuit {Peer} would have opened because {Cause}", observed.Peer, observed.Cause);
        _node.Node.Publish(new TripObserved(observed.Peer, observed.Cause, observed.Stats));
        return Stay();
    }

    private State<CircuitState, CircuitGate> Announce(TripRefused refused)
    {
        Log.Warning("Circuit {Peer} may not open because {Refusal}", refused.Peer, refused.Refusal);
        _node.Node.Publish(
            new IsolationRefused(refused.Peer, refused.Cause, refused.Refusal, refused.Stats));
        return Stay();
    }

    private State<CircuitState, CircuitGate> Follow(SettingsFollowed changed)
    {
        Log.Warning("Circuit {Peer}: settings {Before} -> {After}", changed.Peer, changed.Before, changed.After);
        _link?.Follow();
        _node.Node.Publish(new SettingsChanged(changed.Peer, changed.Before, changed.After));
        return Stay();
    }

    private State<CircuitState, CircuitGate> Elapse()
    {
        StateData.Apply(CircuitInput.Tick);
        return Wake(); // A wake-up is a hint: one that came early has changed nothing and must be set again.
    }

    private State<CircuitState, CircuitGate> Wake()
    {
        if (StateData.Circuit.Deadline is not { } at)
        {
            CancelTimer(DeadlineTimer);
            return Stay();
        }
        var left = at - StateData.Now;
        SetTimer(DeadlineTimer, DeadlinePassed.Instance, left > TimeSpan.Zero ? left : TimeSpan.Zero, repeat: false);
        return Stay();
    }

    private sealed class DeadlinePassed : IPossiblyHarmful
    {
        public static readonly DeadlinePassed Instance = new();
    }
}
