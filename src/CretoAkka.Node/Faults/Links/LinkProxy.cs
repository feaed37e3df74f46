using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CretoAkka.Node.Faults.Links;

/// <summary>Stands in front of one node's Akka port. Thread-safe.</summary>
internal sealed class LinkProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<string?, (DirectedLink There, DirectedLink Back)> _linksOf;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<ShapedConnection, Task> _connections = new();
    private readonly Task _accepting;

    /// <summary>Listens on any free port of 127.0.0.1.</summary>
    /// <param name="targetPort">Where the node itself listens, on 127.0.0.1.</param>
    /// <param name="linksOf">By the caller's name, null where it has none: the link to the node, and back.</param>
    public LinkProxy(int targetPort, Func<string?, (DirectedLink There, DirectedLink Back)> linksOf)
    {
        (TargetPort, _linksOf) = (targetPort, linksOf);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(64);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where others reach the node.</summary>
    public int Port { get; }

    /// <summary>Where the node itself listens.</summary>
    public int TargetPort { get; }

    /// <summary>Resets every connection that the actor system of this name has opened.</summary>
    public void ResetFrom(string caller)
    {
        foreach (var connection in _connections.Keys.Where(connection => connection.Caller == caller))
            connection.Reset();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections.Keys)
            connection.Reset();
        await Task.WhenAll(_connections.Values);
        _stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = new ShapedConnection(await _listener.AcceptAsync(_stopped.Token));
                var start = new TaskCompletionSource();
                _connections[connection] = RunAsync(connection, start.Task);
                start.SetResult();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The end of the proxy.
        }
    }

    private async Task RunAsync(ShapedConnection connection, Task registered)
    {
        await registered;
        await connection.RunAsync(TargetPort, _linksOf);
        _connections.TryRemove(connection, out _);
        connection.Dispose();
    }
}
