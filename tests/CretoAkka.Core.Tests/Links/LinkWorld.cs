using System.Diagnostics.CodeAnalysis;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Links;
using CretoAkka.Core.Queues;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Links;

/// <summary>A link over a circuit that is a value, and what it has put on the wire. A permit is its generation.</summary>
public abstract class LinkWorld : ICircuitDoor<long>, IPeerWay<string>
{
    protected const long Process = 5;
    protected static readonly TimeSpan T = TimeSpan.FromSeconds(1);

    private static readonly CircuitPolicy Rules = CircuitPolicy.Default;

    private readonly OutboundQueue<string> _queue = new(OutboundPolicy.Default);
    private ulong _nonces = 100;
    private CircuitState _followed = CircuitState.Closed;

    protected LinkWorld(int windowMessages = 2048, int windowBytes = 128 * 1024)
    {
        var policy = new LinkPolicy(
            SessionPolicy.Default with
            {
                MinTimeout = T,
                MaxTimeout = T,
                MarkersPerTimeout = Rules.FailureThreshold,
                WindowMessages = windowMessages,
                WindowBytes = windowBytes,
            },
            QueuePolicy.Default,
            ProbeInterval: T);
        Link = new(this, this, _queue, new DrainPace(1000), policy);
    }

    public Circuit Circuit { get; private set; } = Circuit.Create(Rules, seed: 1, TimeSpan.Zero);

    TimeSpan ICircuitDoor<long>.Timeout => T;

    TimeSpan ICircuitDoor<long>.OpenTimeout => Rules.OpenTimeout;

    protected OutboundLink<string, long> Link { get; }

    protected TimeSpan Now { get; private set; }

    protected List<(ulong Nonce, long Ping)> Hellos { get; } = [];

    protected List<LinkFrame<string>> Frames { get; } = [];

    protected Dictionary<string, PendingOutcome> Ends { get; } = [];

    protected long Ignored { get; private set; }

    protected IEnumerable<string> Sent => Frames.SelectMany(frame => frame.Messages).Select(message => message.Item);

    protected void Send(string message, int bytes = 10, MessageClass of = MessageClass.Normal) =>
        Send([message], bytes, of);

    /// <summary>Sends messages in one run.</summary>
    protected void Send(IEnumerable<string> messages, int bytes = 10, MessageClass of = MessageClass.Normal)
    {
        foreach (var message in messages)
            _queue.Enqueue(message, bytes, new() { Class = of }, Now);
        Advance();
    }

    /// <summary>Time passes, and the link is woken whenever it asked to be.</summary>
    protected void Pass(TimeSpan length)
    {
        var end = Now + length;
        while (Link.NextDue(Now) is { } due && due <= end)
        {
            Now = due > Now ? due : Now + TimeSpan.FromMilliseconds(1);
            Advance();
        }
        Now = end;
    }

    /// <summary>Time passes, and nobody wakes the link.</summary>
    protected void StandStill(TimeSpan length) => Now += length;

    protected void Advance()
    {
        Link.Elapse(Now);
        Follow();
        Link.Advance(Now);
        Follow();
        Link.NextDue(Now);
    }

    protected void Welcome(long process = Process)
    {
        Assert.True(Link.Welcome(Hellos[^1].Ping, process, fits: true, Now));
        Advance();
    }

    protected AckVerdict Acknowledge(long highest, long process = Process, params ReadOnlySpan<NumberRange> missing)
    {
        var marker = Frames.Max(frame => frame.Marker);
        var verdict = Link.Take(new(Link.Nonce, process, marker, highest, [.. missing], []), isProven: false, Now);
        Advance();
        return verdict;
    }

    bool ICircuitDoor<long>.TryAdmit(TimeSpan now, TimeSpan patience, [MaybeNullWhen(false)] out long permit)
    {
        var reply = Step(CircuitInput.Admit(patience));
        permit = Circuit.Generation;
        return reply == CircuitReply.Admitted;
    }

    void ICircuitDoor<long>.Succeed(long permit, TimeSpan? latency, TimeSpan now) =>
        Step(CircuitInput.Succeed(permit, OutcomeSource.Session));

    void ICircuitDoor<long>.Hear(long permit, TimeSpan latency, TimeSpan now) => Step(CircuitInput.Ignore(permit));

    void ICircuitDoor<long>.FailByLoss(long permit, TimeSpan? latency, TimeSpan now) =>
        Step(CircuitInput.Fail(permit, FailureCause.Loss, OutcomeSource.Session));

    void ICircuitDoor<long>.FailBySilence(long permit, TimeSpan waited, TimeSpan now) =>
        Step(CircuitInput.Fail(permit, FailureCause.Unacknowledged, OutcomeSource.Session));

    void ICircuitDoor<long>.Ignore(long permit, TimeSpan now)
    {
        Ignored++;
        Step(CircuitInput.Ignore(permit));
    }

    void ICircuitDoor<long>.Late(TimeSpan? latency, TimeSpan now)
    {
    }

    void ICircuitDoor<long>.Answer(long generation, TimeSpan now) => Step(CircuitInput.Answer(generation));

    void ICircuitDoor<long>.CountBulk(bool arrived, TimeSpan now)
    {
    }

    void ICircuitDoor<long>.MarkersEvery(TimeSpan interval)
    {
    }

    void ICircuitDoor<long>.Renew(bool isTrusted, TimeSpan now)
    {
        if (isTrusted)
            Step(CircuitInput.Renew());
    }

    ulong IPeerWay<string>.NextNonce() => ++_nonces;

    void IPeerWay<string>.SayHello(ulong nonce, long ping, bool resolve) => Hellos.Add((nonce, ping));

    void IPeerWay<string>.Tell(LinkFrame<string> frame) => Frames.Add(frame);

    void IPeerWay<string>.Left()
    {
    }

    void IPeerWay<string>.Taken(Pending<string> message)
    {
    }

    void IPeerWay<string>.Ended(Pending<string> message, PendingOutcome outcome) => Ends.Add(message.Item, outcome);

    void IPeerWay<string>.Ended(IReadOnlyList<Ended<string>> messages)
    {
    }

    private CircuitReply Step(in CircuitInput input)
    {
        var step = Circuit.Step(input, Now, Rules);
        Circuit = step.Next;
        return step.Reply;
    }

    private void Follow()
    {
        Circuit = Circuit.Elapse(Now, Rules);
        if (Circuit.State != _followed)
            Link.Entered(_followed = Circuit.State, Now);
    }
}
