using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>Asks one peer ten times a second, past every circuit, how long an answer takes.</summary>
internal sealed class RoundTrips(ActorSystem system, PeerAddress peer) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ActorSelection _peer = system.ActorSelection(peer.Path);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentQueue<RoundTrip> _trips = new();
    private Task _asking = Task.CompletedTask;

    /// <summary>Those so far.</summary>
    public ImmutableArray<RoundTrip> All => [.. _trips];

    /// <summary>Begins.</summary>
    public void Start() => _asking = AskAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _asking;
        _stopped.Dispose();
    }

    private async Task AskAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token))
                await AskOnceAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task AskOnceAsync()
    {
        var asked = MachineClock.Now;
        try
        {
            await _peer.Ask<Vote>(new Vote(Vote.PingKey, 0, asked), Patience, _stopped.Token);
            _trips.Enqueue(new RoundTrip(asked, MachineClock.Now - asked));
        }
        catch (AskTimeoutException)
        {
            // No answer is no round trip.
        }
    }
}
