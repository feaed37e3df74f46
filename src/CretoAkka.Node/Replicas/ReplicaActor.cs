using Akka.Actor;
using CretoAkka.Circuits;
using CretoAkka.Node.Clients;
using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Sending;
using static CretoAkka.Node.Replicas.ReplicaProtocol;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// The shell around one replica of the protocol: bytes and time go in, what it wants is carried out in order, and what
/// it votes is on its disk, if it has one, before it leaves. Every message to another replica leaves through
/// <see cref="IPeerLinks"/>; a message to ourselves stays here.
/// </summary>
internal sealed partial class ReplicaActor : ReceiveActor, IWithTimers
{
    /// <summary>How often the replica hears of time.</summary>
    public static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(50);

    private readonly ReplicaLife _life;
    private readonly Replica _replica;
    private readonly OutputQueue _outputs;
    private readonly IPeerLinks _links;
    private readonly Ledger _ledger;
    private readonly IActorRef _gateway;
    private readonly ReplyDesk _desk;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly FrameTraits _traits = new();

    // Who has proven to have sent what is being handled.
    private string? _sender;

    /// <summary>Takes over a replica that begins; nobody else may use it.</summary>
    public ReplicaActor(
        ReplicaLife life, IPeerLinks links, Ledger ledger, IActorRef gateway, ReplyDesk desk, TimeProvider time)
    {
        (_life, _replica, _links, _ledger) = (life, life.Replica, links, ledger);
        (_gateway, _desk, _time) = (gateway, desk, time);
        _outputs = new(life.Disk is not null, CarryOut);
        _origin = time.GetTimestamp();
        Receive<ProtocolFrame>(OnFrame);
        Receive<Submit>(OnSubmit);
        Receive<RequestCall>(OnCall);
        Receive<Called>(OnCalled);
        Receive<GetStatus>(_ => Sender.Tell(Status()));
        Receive<CircuitProtocol.PeerRecovered>(e => Step(new ReplicaInput.PeerRecovered(e.Peer.Value)));
        Receive<Tick>(_ => Step(ReplicaInput.Tick.Instance));
        Receive<Written>(written => written.Life == life, _ => Write(_outputs.Written()));
        Receive<NotWritten>(failed => failed.Life == life, OnNotWritten);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make the actor.</summary>
    /// <remarks>The replica goes in as a function: an actor that failed must not be restarted over a state half
    /// changed.</remarks>
    public static Props Props(
        Func<ReplicaLife> life, IPeerLinks links, Ledger ledger, IActorRef gateway, ReplyDesk desk, TimeProvider time)
        => Akka.Actor.Props.Create(() => new ReplicaActor(life(), links, ledger, gateway, desk, time));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _ledger.Started(_replica.Id);
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, TickInterval);
        Context.System.EventStream.Subscribe(Self, typeof(CircuitProtocol.PeerRecovered));
    }

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void OnFrame(ProtocolFrame frame)
    {
        if (SignedMessage.TryDecode(frame.Bytes, out var message, out _) && message.Message is Reply)
        {
            _gateway.Tell(new Replied(message));
            return;
        }
        _sender = _links.ProvenSender(Sender);
        Step(message is null ? new ReplicaInput.ReceiveFrame(frame.Bytes) : new ReplicaInput.Receive(message));
        _sender = null;
    }

    private void Step(ReplicaInput input)
    {
        var outputs = _replica.Step(input, _time.GetElapsedTime(_origin));
        ChargeSender(outputs);
        Write(_outputs.Add(outputs));
    }

    // On another thread: meanwhile the replica goes on, and what it wants to keep shares the next write.
    private void Write(IReadOnlyList<DurableRecord>? records)
    {
        if (records is null)
            return;
        var (disk, life) = (_life.Disk!, _life);
        _ = Task.Run(() => disk.Write(records)).PipeTo(
            Self, success: () => new Written(life), failure: e => new NotWritten(life, e));
    }

    // What it wanted is neither kept nor sent, so it must not go on as if it had been.
    private void OnNotWritten(NotWritten failed)
    {
        Become(static () => { });
        Timers.CancelAll();
        _life.OnFailure(failed.Cause);
    }

    private void CarryOut(ReplicaOutput output)
    {
        switch (output)
        {
            case ReplicaOutput.Broadcast broadcast:
                Broadcast(broadcast.Message);
                break;
            case ReplicaOutput.SendTo { Message.Message: Request } relay:
                Relay(relay.Replica, relay.Message);
                break;
            case ReplicaOutput.SendTo send:
                Send(send.Replica, send.Message);
                break;
            case ReplicaOutput.ReplyTo reply:
                Reply(ClientNames.HomeOf(reply.Client), reply.Message);
                break;
            case ReplicaOutput.CheckpointStable stable:
                _links.AdvanceWatermark(SendingLabels.Slots, stable.Sequence);
                _links.AdvanceWatermark(SendingLabels.Checkpoints, stable.Sequence - 1);
                break;
            case ReplicaOutput.ViewEntered entered:
                _links.AdvanceWatermark(SendingLabels.Views, entered.View - 1);
                break;
            // Only what a replica's own signature proves: the rest may be anybody's.
            case ReplicaOutput.Rejected { Authenticated: true, Verdict: Verdict.Reject, Signer: { } liar } lie:
                _links.Charge(liar, KindOf(lie.Reason), lie);
                break;
            case ReplicaOutput.Rejected { Verdict: Verdict.Alarm, Signer: { } other }:
                Alarm(other);
                break;
            case ReplicaOutput.Executed executed:
                _ledger.Executed(_replica.Id, executed.Client, executed.Timestamp);
                break;
            case ReplicaOutput.Recovered:
                _life.OnRecovered();
                break;
        }
    }

    private void Reply(string home, SignedMessage reply)
    {
        if (home == _replica.Id)
            _gateway.Tell(new Replied(reply));
        else if (!_desk.TryTake(reply))
            Send(home, reply);
    }

    private void Send(string replica, SignedMessage message) =>
        _links.Send(replica, Frame(message), _traits.Of(message.Message));

    private void Broadcast(SignedMessage message) => _links.Broadcast(Frame(message), _traits.Of(message.Message));

    private ReplicaStatus Status() => new(
        _replica.Id, _replica.Mode, _replica.View, _replica.Executed, _replica.StateDigest(), _replica.HistoryDigest,
        _replica.HasDiverged)
    {
        InView = _replica.InView, StableCheckpoint = _replica.StableCheckpoint,
    };

    private static ProtocolFrame Frame(SignedMessage message) => new(message.Encoded.Span.ToArray());

    private sealed record Written(ReplicaLife Life) : IPossiblyHarmful;

    private sealed record NotWritten(ReplicaLife Life, Exception Cause) : IPossiblyHarmful;

    private sealed class Tick : IPossiblyHarmful
    {
        public static readonly Tick Instance = new();
    }
}
