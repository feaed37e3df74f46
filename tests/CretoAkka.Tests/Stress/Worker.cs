using CretoAkka.Calls;

namespace CretoAkka.Tests.Stress;

/// <summary>One thread's uses of all peers: the same seed, the same acts. Writes down what it sees of each.</summary>
internal sealed class Worker(PeerCircuits circuits, Ledgers ledgers, Late late, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<(PeerId Peer, Permit Permit)> _kept = [];
    private readonly List<Permit> _used = [];
    private readonly List<Task> _open = [];

    /// <summary>Peers whose circuit is never moved or removed by hand.</summary>
    public required IReadOnlySet<PeerId> LeftAlone { get; init; }

    /// <summary>Peers that come and go.</summary>
    public required IReadOnlySet<PeerId> Churned { get; init; }

    public async Task Run(PeerId[] peers, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var peer = peers[_random.Next(peers.Length)];
            await Act(peer, ledgers[peer]);
        }
        await Task.WhenAll(_open);
    }

    /// <summary>Completes what was kept back, now that every deadline has passed: none may count.</summary>
    public int CompleteKept()
    {
        foreach (var (_, permit) in _kept)
            Assert.Equal(CompletionReply.Stale, circuits.Complete(permit, Outcome.Success));
        return _kept.Count;
    }

    private Task Act(PeerId peer, Ledger ledger) => _random.Next(24) switch
    {
        < 4 => Call(peer, ledger, yields: false, fails: false),
        < 7 => Call(peer, ledger, yields: true, fails: false),
        7 => Call(peer, ledger, yields: false, fails: true),
        8 => Call(peer, ledger, yields: true, fails: true),
        < 11 => Try(peer, ledger, yields: _random.Next(2) == 0, fails: _random.Next(3) == 0),
        11 => Cancelled(peer, ledger),
        12 => Hang(peer, ledger),
        < 17 => Acquire(peer, ledger),
        < 19 => Report(peer, ledger),
        19 => Old(),
        _ => Manage(peer),
    };

    private Task Call(PeerId peer, Ledger ledger, bool yields, bool fails) =>
        Ended(ledger, circuits.ExecuteAsync(peer, Operation, (ledger, yields, fails)));

    private async Task Try(PeerId peer, Ledger ledger, bool yields, bool fails)
    {
        var result = await circuits.TryExecuteAsync(peer, Operation, (ledger, yields, fails));
        var end = result switch
        {
            { Succeeded: true } => ledger.Succeeded,
            { Rejection: not null } => ledger.Refused,
            { Error: CircuitTimeoutException } => ledger.TimedOut,
            _ => ledger.Failed,
        };
        end.Add();
    }

    private async Task Cancelled(PeerId peer, Ledger ledger)
    {
        using var caller = new CancellationTokenSource();
        if (_random.Next(3) == 0)
            await caller.CancelAsync(); // Before: it does not begin, and leaves no trace.
        var ended = Ended(ledger, circuits.ExecuteAsync(peer, async _ =>
        {
            ledger.Begun.Add();
            return await late.Answer();
        }, caller.Token), begins: !caller.IsCancellationRequested);
        if (_random.Next(2) == 0)
            await Task.Yield();
        await caller.CancelAsync();
        await ended;
    }

    // Ends at the deadline, or by an answer about then.
    private Task Hang(PeerId peer, Ledger ledger)
    {
        _open.Add(Ended(ledger, circuits.ExecuteAsync(peer, async _ =>
        {
            ledger.Begun.Add();
            return await late.Answer();
        })));
        return Task.CompletedTask;
    }

    private Task Acquire(PeerId peer, Ledger ledger)
    {
        if (!circuits.TryAcquire(peer, out var permit))
        {
            ledger.Refused.Add();
            return Task.CompletedTask;
        }
        ledger.Begun.Add();
        if (_random.Next(8) == 0)
        {
            // Kept until its deadline has ended it.
            _kept.Add((peer, permit));
            ledger.TimedOut.Add();
            return Task.CompletedTask;
        }
        var outcome = (Outcome)_random.Next(3);
        // Stale: the deadline was first, for time goes on while this thread waits for its turn. Or the circuit moved on.
        var end = circuits.Complete(permit, outcome) == CompletionReply.Stale ? ledger.TimedOut : Of(ledger, outcome);
        end.Add();
        _used.Add(permit);
        Assert.Equal(CompletionReply.Stale, circuits.Complete(permit, Outcome.Failure));
        return Task.CompletedTask;
    }

    private Task Report(PeerId peer, Ledger ledger)
    {
        var outcome = (Outcome)_random.Next(2);
        _ = outcome == Outcome.Success ? circuits.RecordSuccess(peer) : circuits.RecordFailure(peer);
        ledger.Reports.Add();
        Of(ledger, outcome).Add();
        return Task.CompletedTask;
    }

    // A copy of a permit whose slot is another's by now, more often than not.
    private Task Old()
    {
        Assert.Equal(CompletionReply.UnknownPermit, circuits.Complete(default, Outcome.Failure));
        if (_used.Count > 0)
            Assert.Equal(CompletionReply.Stale, circuits.Complete(_used[_random.Next(_used.Count)], Outcome.Failure));
        return Task.CompletedTask;
    }

    private Task Manage(PeerId peer)
    {
        if (Churned.Contains(peer) && _random.Next(4) == 0)
        {
            if (_random.Next(2) == 0)
                circuits.RemovePeer(peer);
            else
                circuits.AddPeer(peer);
        }
        else if (!LeftAlone.Contains(peer))
        {
            _ = _random.Next(8) switch
            {
                0 => circuits.ForceOpen(peer, TimeSpan.FromMilliseconds(200)),
                1 => circuits.ForceClose(peer, TimeSpan.FromMilliseconds(200)),
                _ => circuits.Reset(peer),
            };
        }
        return Task.CompletedTask;
    }

    private static async Task Ended(Ledger ledger, ValueTask<int> call, bool begins = true)
    {
        try
        {
            await call;
            ledger.Succeeded.Add();
        }
        catch (CircuitOpenException)
        {
            ledger.Refused.Add();
        }
        catch (CircuitTimeoutException)
        {
            ledger.TimedOut.Add();
        }
        catch (OperationCanceledException)
        {
            if (begins)
                ledger.Neutral.Add();
        }
        catch (FormatException)
        {
            ledger.Failed.Add();
        }
    }

    private static ValueTask<int> Operation((Ledger Ledger, bool Yields, bool Fails) asked, CancellationToken _)
    {
        asked.Ledger.Begun.Add();
        if (asked.Yields)
            return Later(asked.Fails);
        return asked.Fails ? throw new FormatException() : new ValueTask<int>(1);
    }

    private static async ValueTask<int> Later(bool fails)
    {
        await Task.Yield();
        return fails ? throw new FormatException() : 1;
    }

    private static Ledger.Count Of(Ledger ledger, Outcome outcome) => outcome switch
    {
        Outcome.Success => ledger.Succeeded,
        Outcome.Failure => ledger.Failed,
        _ => ledger.Neutral,
    };
}
