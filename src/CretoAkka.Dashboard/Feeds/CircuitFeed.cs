using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using CretoAkka.Dashboard.Json;

namespace CretoAkka.Dashboard.Feeds;

/// <summary>
/// Reads the circuits as long as somebody listens, at once after each change of one, and hands every listener the same
/// frame. Nobody holds it up: who reads slowly misses older frames. Thread-safe.
/// </summary>
internal sealed class CircuitFeed : IDisposable
{
    private const int FewPeers = 50;

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AtMost = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CircuitSource _source;
    private readonly Seats _seats;
    private ImmutableArray<FeedClient> _clients = [];
    private CancellationTokenSource? _running;
    private bool _disposed;

    /// <summary>Makes one that nobody listens to.</summary>
    /// <param name="source">What to read.</param>
    /// <param name="seats">How many may listen, to this and to whatever shares them.</param>
    public CircuitFeed(CircuitSource source, Seats seats)
    {
        (_source, _seats) = (source, seats);
        source.Timeline.OnAdded = Wake;
    }

    /// <summary>Tells this timeline from that of the process before.</summary>
    public string Instance { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>Listeners now.</summary>
    public int Clients => _clients.Length;

    /// <summary>Begins to listen; null: there are as many as there may be, or the host stops.</summary>
    public FeedClient? Join()
    {
        lock (_lock)
        {
            if (_disposed || !_seats.TryTake())
                return null;
            var client = new FeedClient();
            _clients = _clients.Add(client);
            try
            {
                client.Offer(Read());
            }
            catch
            {
                Leave(client);
                throw;
            }
            if (_running is null)
            {
                _running = new CancellationTokenSource();
                _ = RunAsync(_running.Token);
            }
            return client;
        }
    }

    /// <summary>Listens no more.</summary>
    public void Leave(FeedClient client)
    {
        lock (_lock)
        {
            var others = _clients.Remove(client);
            if (others.Length < _clients.Length)
                _seats.Leave();
            _clients = others;
            if (_clients.IsEmpty)
                Stop();
        }
        client.Complete();
    }

    /// <summary>What is known now, as a frame.</summary>
    public FeedFrame Read()
    {
        // The number first: what happens meanwhile is in the next frame, and in this state already.
        var last = _source.Timeline.Last;
        var node = NodeJson.Of(_source);
        var state = JsonSerializer.Serialize(node, DashboardJson.Default.NodeJson);
        return new FeedFrame(state, last, node.Circuits.Length);
    }

    /// <summary>How long until the next frame where nothing happens.</summary>
    public static TimeSpan IntervalFor(int peers) => peers > FewPeers ? Seldom : Often;

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Stop();
            foreach (var client in _clients)
                client.Complete();
        }
        _source.Timeline.OnAdded = null;
    }

    private void Stop()
    {
        _running?.Cancel();
        _running?.Dispose();
        _running = null;
    }

    private void Wake()
    {
        if (!_clients.IsEmpty && _changed.CurrentCount == 0)
            _changed.Release();
    }

    // How long until the next frame; null: the host's own code could not say where the circuits are, as while a node
    // starts anew. It is asked again at the next tick, and until then the page shows that its frame is old.
    private TimeSpan? Offer()
    {
        try
        {
            var frame = Read();
            foreach (var client in _clients)
                client.Offer(frame);
            return IntervalFor(frame.Peers) - AtMost;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }

    private async Task RunAsync(CancellationToken stopped)
    {
        var interval = Often;
        try
        {
            while (true)
            {
                await _changed.WaitAsync(interval, stopped);
                interval = Offer() ?? interval;
                await Task.Delay(AtMost, stopped); // What happens together comes together.
            }
        }
        catch (OperationCanceledException)
        {
            // The last listener has left.
        }
    }
}
