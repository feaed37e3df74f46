using System.Globalization;
using Akka.Actor;
using CretoAkka.Node.Replicas;
using CretoAkka.Pbft.Clients;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Node.Clients;

/// <summary>
/// Speaks for the users of one node as clients of the replicated service: gives each request a client and a timestamp,
/// signs it, and waits until f + 1 replicas agree on its result.
/// </summary>
internal sealed class GatewayActor : ReceiveActor, IWithTimers
{
    private readonly GatewaySettings _settings;
    private readonly ReplyCollector _replies;
    private readonly Ledger _ledger;
    private readonly TimeProvider _time;
    private readonly Queue<ISigner> _free;
    private readonly Queue<(GatewayProtocol.Run Run, long Since)> _waiting = new();
    private readonly Dictionary<string, Outstanding> _outstanding = [];
    private readonly ActorSelection _replica;
    private long _lastTimestamp;

    /// <summary>Speaks as <paramref name="clients"/> towards the replica at <c>/user/replica</c>.</summary>
    public GatewayActor(
        GatewaySettings settings,
        IEnumerable<ISigner> clients,
        ReplyCollector replies,
        Ledger ledger,
        TimeProvider time)
    {
        (_settings, _replies, _ledger, _time) = (settings, replies, ledger, time);
        _free = new Queue<ISigner>(clients);
        _replica = Context.ActorSelection("/user/replica");
        Receive<GatewayProtocol.Run>(OnRun);
        Receive<ReplicaProtocol.Replied>(OnReplied);
        Receive<Tick>(_ => OnTick());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make the actor.</summary>
    public static Props Props(
        GatewaySettings settings,
        IEnumerable<ISigner> clients,
        Func<ReplyCollector> replies,
        Ledger ledger,
        TimeProvider time) =>
        Akka.Actor.Props.Create(() => new GatewayActor(settings, clients, replies(), ledger, time));

    /// <inheritdoc/>
    protected override void PreStart() =>
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _settings.RetryInterval / 5);

    private void OnRun(GatewayProtocol.Run run)
    {
        if (_free.TryDequeue(out var client))
            Start(run, client, _time.GetTimestamp());
        else if (_waiting.Count < _settings.MaxWaiting)
            _waiting.Enqueue((run, _time.GetTimestamp()));
        else
            run.Done.TrySetException(new TimeoutException("too many requests are under way on this node."));
    }

    private void Start(GatewayProtocol.Run run, ISigner client, long since)
    {
        var timestamp = NextTimestamp();
        var request = SignedMessage.Sign(new Request(client.Id, timestamp, run.Operation), client);
        _outstanding[client.Id] = new Outstanding(run, client, request, timestamp, since) { LastSent = Now };
        _replies.TryAwait(client.Id, timestamp);
        _replica.Tell(new ReplicaProtocol.Submit(request, ToAll: false));
    }

    private void OnReplied(ReplicaProtocol.Replied replied)
    {
        var outcome = _replies.Offer(replied.Reply);
        if (outcome.Use != ReplyUse.Completed)
            return;
        var reply = (Reply)replied.Reply.Message;
        var done = _outstanding[reply.Client];
        _ledger.Acknowledged(reply.Client, reply.Timestamp);
        done.Run.Done.TrySetResult(outcome.Result);
        Release(done);
    }

    private void OnTick()
    {
        foreach (var outstanding in _outstanding.Values.ToArray())
        {
            if (_time.GetElapsedTime(outstanding.Since) >= _settings.Timeout)
                GiveUp(outstanding);
            else if (_time.GetElapsedTime(outstanding.LastSent) >= _settings.RetryInterval)
                SendAgain(outstanding);
        }
        while (_waiting.TryPeek(out var waiting) && _time.GetElapsedTime(waiting.Since) >= _settings.Timeout)
            _waiting.Dequeue().Run.Done.TrySetException(NoAgreement());
    }

    private void SendAgain(Outstanding outstanding)
    {
        outstanding.LastSent = Now;
        _replica.Tell(new ReplicaProtocol.Submit(outstanding.Request, ToAll: true));
    }

    private void GiveUp(Outstanding outstanding)
    {
        _replies.Forget(outstanding.Client.Id, outstanding.Timestamp);
        outstanding.Run.Done.TrySetException(NoAgreement());
        Release(outstanding);
    }

    private void Release(Outstanding done)
    {
        _outstanding.Remove(done.Client.Id);
        if (_waiting.TryDequeue(out var next))
            Start(next.Run, done.Client, next.Since);
        else
            _free.Enqueue(done.Client);
    }

    /// <summary>
    /// Grows over restarts of the node and of its machine too: a replica remembers the last one of each client. A
    /// machine whose clock is set back is not served until it has caught up.
    /// </summary>
    private long NextTimestamp() => _lastTimestamp = Math.Max(_lastTimestamp + 1, _time.GetUtcNow().UtcTicks);

    private long Now => _time.GetTimestamp();

    private TimeoutException NoAgreement() => new(string.Create(
        CultureInfo.InvariantCulture,
        $"no f + 1 replicas agreed within {_settings.Timeout.TotalSeconds:0.#} s; it may have taken effect, or not."));

    private sealed class Tick : IPossiblyHarmful
    {
        public static readonly Tick Instance = new();
    }

    private sealed record Outstanding(
        GatewayProtocol.Run Run, ISigner Client, SignedMessage Request, long Timestamp, long Since)
    {
        public long LastSent { get; set; }
    }
}
