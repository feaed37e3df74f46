using System.Collections.Immutable;
using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Ways;

/// <summary>
/// A circuit as remote calls have it: pings that are answered or not open and close it, and while it is not closed a
/// message is refused. Selections, not references: a peer that restarted is found again.
/// </summary>
internal sealed class NaiveWay : ISendingWay, IAsyncDisposable
{
    /// <summary>Its settings: without sessions, and quick enough to be a fair match.</summary>
    public const string Settings = """
        creto {
          session.enabled = off
          circuit-breaker { failure-threshold = 5, timeout = 3s, request-timeout = 500ms }
          circuit-breaker.adaptive-timeout.enabled = off
        }
        """;

    private static readonly TimeSpan PingInterval = TimeSpan.FromMilliseconds(100);

    private readonly PeerCircuits _circuits;
    private readonly ImmutableDictionary<string, ActorSelection> _peers;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _pinging;

    /// <summary>Begins to ping.</summary>
    public NaiveWay(ActorSystem system, PeerCircuits circuits, IEnumerable<PeerAddress> peers)
    {
        _circuits = circuits;
        _peers = peers.ToImmutableDictionary(peer => peer.Name, peer => system.ActorSelection(peer.Path));
        _pinging = PingAsync();
    }

    /// <inheritdoc/>
    public bool TrySend(string peer, Vote vote)
    {
        if (!MayTell(peer))
            return false;
        _peers[peer].Tell(vote, ActorRefs.NoSender);
        return true;
    }

    /// <summary>Whether a message to the peer would not be refused now.</summary>
    public bool MayTell(string peer) => _circuits.GetState(peer) == CircuitState.Closed;

    /// <inheritdoc/>
    public PeerView View(string peer) => PeerView.Nothing with { Timeout = _circuits.GetTimeout(peer) };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _pinging;
        _ended.Dispose();
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                foreach (var (peer, selection) in _peers)
                    _ = PingAsync(peer, selection);
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the experiment.
        }
    }

    private async Task PingAsync(string peer, ActorSelection selection)
    {
        var ping = new Vote(Vote.PingKey, 0, MachineClock.Now);
        try
        {
            await _circuits.ExecuteAsync(peer, ct => selection.Ask<Vote>(ping, ct), _ended.Token);
        }
        catch (Exception e) when (e is CircuitOpenException or CircuitTimeoutException or OperationCanceledException)
        {
            // The circuit has counted it.
        }
    }
}
