using System.Collections.Concurrent;
using System.Collections.Immutable;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Ways;

namespace CretoAkka.Node.Experiments.Workers;

/// <summary>Sends the same votes to every peer at a steady rate until it is stopped, and watches its memory.</summary>
internal sealed class Sender(ISendingWay way, IEnumerable<string> peers) : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MemoryInterval = TimeSpan.FromMilliseconds(250);

    private readonly ImmutableArray<string> _peers = [.. peers];
    private readonly ConcurrentDictionary<string, PeerCount> _counts =
        new(peers.ToDictionary(peer => peer, _ => PeerCount.Nothing));

    private readonly List<MemorySample> _memory = [];
    private readonly VoteStream _votes = new();
    private readonly CancellationTokenSource _stopped = new();
    private Task _sending = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => _sending = SendAsync();

    /// <summary>Collects garbage, and says what is left.</summary>
    public SenderSample Sample()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        return new SenderSample(
            new MemorySample(MachineClock.Now, GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet),
            _peers.ToImmutableDictionary(peer => peer, way.View),
            _counts.ToImmutableDictionary());
    }

    /// <summary>Ends, and says what was done.</summary>
    /// <param name="changes">What the circuits did.</param>
    public async Task<SenderReport> StopAsync(IEnumerable<CircuitChange> changes)
    {
        await _stopped.CancelAsync();
        await _sending;
        return new SenderReport(_counts.ToImmutableDictionary(), [.. changes], [.. _memory]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _sending;
        _stopped.Dispose();
    }

    private async Task SendAsync()
    {
        var started = MachineClock.Now;
        using var timer = new PeriodicTimer(Step);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token))
            {
                SendDue(VoteStream.DueAfter(MachineClock.Now - started));
                Watch();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private void SendDue(long due)
    {
        while (_votes.Count < due)
        {
            var vote = _votes.Next(MachineClock.Now);
            foreach (var peer in _peers)
                Count(peer, vote, way.TrySend(peer, vote));
        }
    }

    private void Count(string peer, Vote vote, bool sent)
    {
        var count = _counts[peer];
        _counts[peer] = sent
            ? count with { Sent = count.Sent + 1 }
            : count with
            {
                Refused = count.Refused + 1,
                CriticalRefused = count.CriticalRefused + (vote.Key == Vote.CriticalKey ? 1 : 0),
            };
    }

    private void Watch()
    {
        var now = MachineClock.Now;
        if (_memory.Count == 0 || now - _memory[^1].At >= MemoryInterval)
            _memory.Add(new MemorySample(now, GC.GetTotalMemory(forceFullCollection: false), Environment.WorkingSet));
    }
}
