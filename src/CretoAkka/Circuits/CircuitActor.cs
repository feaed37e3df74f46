using Akka.Actor;
using Akka.Event;
using CretoAkka.Calls;
using CretoAkka.Core.Circuits;
using CretoAkka.Diagnostics;
using CretoAkka.Metrics;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Circuits;

/// <summary>Gives a <see cref="CircuitGate"/> a mailbox, a timer and a voice. Decides nothing itself.</summary>
/// <remarks>
/// Its state is the last transition it announced; the gate may be further already. Not one of Akka's state machines:
/// every state handles every message alike, and their tables would be a fifth of what an idle peer takes of memory.
/// </remarks>
internal sealed partial class CircuitActor : UntypedActor
{
    private readonly CircuitGate _gate;
    private readonly CircuitContext _node;
    private CircuitState _state = CircuitState.Closed;
    private WakeUp _deadline;
    private ILoggingAdapter? _log;

    /// <summary>Makes the actor of one gate.</summary>
    public static Props Props(CircuitGate gate, CircuitContext node) =>
        Akka.Actor.Props.Create(() => new CircuitActor(gate, node));

    /// <summary>For <see cref="Props"/> only.</summary>
    public CircuitActor(CircuitGate gate, CircuitContext node)
    {
        (_gate, _node) = (gate, node);
        Connect(gate);
    }

    // Most circuits never have anything to say.
    private ILoggingAdapter Log => _log ??= Context.GetLogger();

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (_isLeaving)
        {
            Refuse(message);
            return;
        }
        switch (message)
        {
            case ICommand command:
                Obey(command);
                break;
            case CircuitTransition transition:
                Follow(transition);
                break;
            case DeadlineMoved:
                Wake();
                break;
            case DeadlinePassed:
                Elapse();
                break;
            case TripNotTaken observed:
                Announce(observed);
                break;
            case TripRefused refused:
                Announce(refused);
                break;
            case SettingsFollowed changed:
                Follow(changed);
                break;
            case Leave:
                Retire();
                break;
            default:
                HandleMessages(message);
                break;
        }
    }

    private void Obey(ICommand command)
    {
        var reply = command switch
        {
            Send m => Take(m),
            Relay m => Take(m),
            Processed m => Confirm(m),
            RecordSuccess m => Succeed(m),
            RecordFailure m => new OutcomeTaken(m.Peer, _gate.ReportFailure(_gate.Now - m.Age, m.Cause)),
            RecordLatency m => Sample(m),
            ForceOpen m => Manual(command, _gate.ForceOpen(m.Duration, m.Override)),
            ForceClose m => Manual(command, _gate.Apply(CircuitInput.ForceClose(m.Duration))),
            Reset => Manual(command, _gate.Apply(CircuitInput.Reset())),
            ReleaseQuarantine => Manual(command, _gate.ReleaseQuarantine()),
            _ => Questions.Answer(command, _gate),
        };
        if (reply is not null && !Sender.IsNobody())
            Sender.Tell(reply);
    }

    private OutcomeTaken Succeed(RecordSuccess success)
    {
        if (success.Latency is { } latency)
            _gate.Latency.Record(latency, LatencyStatus.Success, _gate.Now);
        return new(success.Peer, _gate.ReportSuccess());
    }

    private OutcomeTaken Sample(RecordLatency measured)
    {
        _gate.Latency.Sample(measured.Latency, _gate.Now);
        return new(measured.Peer, CompletionReply.Recorded);
    }

    private CommandTaken Manual(ICommand command, CircuitReply taken)
    {
        var reply = taken.ToCommandReply();
        Log.Warning("Circuit {Peer}: {Command} by hand, {Result}", command.Peer, command.GetType().Name, reply);
        return new(command.Peer, reply);
    }

    private void Follow(CircuitTransition change)
    {
        if (change.From == change.To)
        {
            if (change.Cause == TransitionCause.Evidence)
                Log.Warning("Circuit {Peer} stays {To} because {Cause}", change.Peer, change.To, change.Cause);
            return;
        }

        Log.Warning(
            "Circuit {Peer} {From} -> {To} because {Cause}",
            change.Peer, change.From, change.To, change.Cause);
        CircuitTelemetry.Change(change);
        _node.Node.Publish(Event(change));
        if (change.To == CircuitState.Closed && change.Cause != TransitionCause.Evicted)
            _node.Node.Publish(new PeerRecovered(change.Peer));
        _link?.Entered(change.To, _gate.Now);
        _state = change.To;
        Flush();
    }

    private static IEvent Event(CircuitTransition change) => change.To switch
    {
        CircuitState.Open => new CircuitOpened(change.Peer, change.Cause, change.LastFailure, change.Stats),
        CircuitState.HalfOpen => new CircuitHalfOpened(change.Peer, change.Cause, change.Stats),
        _ => new CircuitClosed(change.Peer, change.Cause, change.Stats),
    };

    private void Announce(TripNotTaken observed)
    {
        Log.Info("Circuit {Peer} would have opened because {Cause}", observed.Peer, observed.Cause);
        _node.Node.Publish(new TripObserved(observed.Peer, observed.Cause, observed.Stats));
    }

    private void Announce(TripRefused refused)
    {
        Log.Warning("Circuit {Peer} may not open because {Refusal}", refused.Peer, refused.Refusal);
        _node.Node.Publish(
            new IsolationRefused(refused.Peer, refused.Cause, refused.Refusal, refused.Stats));
    }

    private void Follow(SettingsFollowed changed)
    {
        Log.Warning("Circuit {Peer}: settings {Before} -> {After}", changed.Peer, changed.Before, changed.After);
        _link?.Follow();
        _node.Node.Publish(new SettingsChanged(changed.Peer, changed.Before, changed.After));
    }

    private void Elapse()
    {
        _deadline.Cancel(); // A wake-up is a hint: one that came early has changed nothing and must be set again.
        _gate.Apply(CircuitInput.Tick);
        Wake();
    }

    private void Wake() => _deadline.Set(Context, DeadlinePassed.Instance, _gate.Circuit.Deadline, _gate.Now);

    private sealed class DeadlinePassed : IPossiblyHarmful
    {
        public static readonly DeadlinePassed Instance = new();
    }
}
