using CretoAkka.Core.Sessions;

namespace CretoAkka.Core.Tests.Sessions;

/// <summary>
/// Both sides of a session over a link that may lose, repeat, delay and reorder, in virtual time that leaps from one
/// thing that happens to the next. The peer can hang: then what arrives waits until it resumes.
/// </summary>
internal sealed class SessionWorld
{
    private const int MessageBytes = 10;

    private sealed record Frame(long Lowest, List<long> Numbers, long Marker);

    private readonly PriorityQueue<Action, (TimeSpan, long)> _events = new();
    private readonly List<Frame> _inbox = [];
    private readonly List<long> _unsent = [];
    private readonly Random _random;
    private long _scheduled;

    public SessionWorld(SessionPolicy policy, TimeSpan timeout, int seed)
    {
        (Policy, Timeout, _random) = (policy, timeout, new Random(seed));
        Sender = new SessionSender<long>(policy, 1);
        Receiver = new SessionReceiver(policy, 1, 1);
    }

    public SessionPolicy Policy { get; }
    public TimeSpan Timeout { get; }
    public SessionSender<long> Sender { get; }
    public SessionReceiver Receiver { get; }
    public TimeSpan Now { get; private set; }

    public double Loss { get; set; }
    public double Duplicates { get; set; }
    public double LossOfMessagesAlone { get; set; }
    public bool AcksAreCut { get; set; }
    public TimeSpan MinDelay { get; set; } = TimeSpan.FromMilliseconds(1);
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMilliseconds(1);
    public int MaxRetries { get; set; } = int.MaxValue;

    /// <summary>How much later than asked for the sender wakes up, each time.</summary>
    public TimeSpan Lateness { get; set; }

    public bool Hangs { get; private set; }

    public List<long> Handed { get; } = [];
    public List<long> Delivered { get; } = [];
    public List<long> GivenUp { get; } = [];
    public int Failures { get; private set; }

    /// <summary>When the failures in a row reached the threshold first.</summary>
    public TimeSpan? TrippedAt { get; private set; }

    private int _run;

    public void At(TimeSpan time, Action action) => _events.Enqueue(action, (time, ++_scheduled));

    /// <summary>Sends a message whenever there is room, every so often.</summary>
    public void SendEvery(TimeSpan interval, TimeSpan until) => At(Now + interval, () =>
    {
        if (Sender.HasRoom(10))
            _unsent.Add(Sender.Add(Sender.Highest + 1, MessageBytes));
        if (Now < until)
            SendEvery(interval, until);
    });

    public void Hang() => Hangs = true;

    public void Resume()
    {
        Hangs = false;
        _inbox.ForEach(Receive);
        _inbox.Clear();
    }

    public void RunUntil(TimeSpan end)
    {
        while (NextTime() is { } next && next <= end)
        {
            Now = next > Now ? next : Now;
            while (_events.TryPeek(out _, out var due) && due.Item1 <= Now)
                _events.Dequeue()();
            Fail(Sender.Expire(Now).Count);
            if (Sender.MarkerDueAt(Timeout) <= Now)
                Transmit(Sender.Mark(Now, Timeout));
            else if (_unsent.Count > 0)
                Transmit(0);
            if (!Hangs && Receiver.AckDueAt <= Now)
                Acknowledge();
        }
        Now = end;
    }

    private TimeSpan NextTime()
    {
        var times = new List<TimeSpan> { Sender.MarkerDueAt(Timeout) + Lateness };
        if (_events.TryPeek(out _, out var due))
            times.Add(due.Item1);
        if (Sender.NextDeadline is { } deadline)
            times.Add(deadline + Lateness);
        if (!Hangs && Receiver.AckDueAt is { } ack)
            times.Add(ack);
        return times.Min();
    }

    private void Transmit(long marker)
    {
        var numbers = _unsent.Where(_ => _random.NextDouble() >= LossOfMessagesAlone).ToList();
        _unsent.Clear();
        var frame = new Frame(Sender.Lowest, numbers, marker);
        Carry(() =>
        {
            if (Hangs)
                _inbox.Add(frame);
            else
                Receive(frame);
        });
    }

    private void Receive(Frame frame)
    {
        Receiver.Advance(frame.Lowest);
        foreach (var number in frame.Numbers)
        {
            var reception = Receiver.Accept(number, MessageBytes, Now);
            Assert.NotEqual(Reception.OutOfWindow, reception);
            if (reception == Reception.New)
                Handed.Add(number);
        }
        if (frame.Marker == 0)
            return;
        Receiver.Mark(frame.Marker, Now);
        Acknowledge();
    }

    private void Acknowledge()
    {
        var acknowledgement = Receiver.TakeAck();
        if (!AcksAreCut)
            Carry(() => Take(acknowledgement));
    }

    private void Take(Acknowledgement acknowledgement)
    {
        var result = Sender.Take(acknowledgement, Now);
        Assert.Equal(AckVerdict.Accepted, result.Verdict);
        Fail(result.Expired.Count);
        Delivered.AddRange(result.Delivered);
        foreach (var lost in result.Lost)
        {
            if (lost.Retries < MaxRetries && Sender.Resend(lost.Number))
                _unsent.Add(lost.Number);
            else if (Sender.GiveUp(lost.Number))
                GivenUp.Add(lost.Number);
        }
        foreach (var marker in result.Settled)
        {
            if (marker.Outcome == MarkerOutcome.Success)
                _run = 0;
            else
                Fail(marker.Outcome == MarkerOutcome.Loss ? 1 : 0);
        }
    }

    private void Fail(int count)
    {
        Failures += count;
        _run += count;
        if (_run >= Policy.MarkersPerTimeout)
            TrippedAt ??= Now;
    }

    private void Carry(Action arrive)
    {
        for (var copies = _random.NextDouble() < Duplicates ? 2 : 1; copies > 0; copies--)
        {
            if (_random.NextDouble() >= Loss)
                At(Now + MinDelay + (MaxDelay - MinDelay) * _random.NextDouble(), arrive);
        }
    }
}
