using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CretoAkka.Node.Faults;

/// <summary>
/// Stands in front of one node's Akka port, and can stop moving bytes without closing anything, as a stopped process
/// would. Thread-safe.
/// </summary>
internal sealed class FreezeProxy : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Gate _gate;
    private readonly Func<string, Gate?>? _gateOf;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<ProxiedLink, byte> _links = new();
    private readonly Task _accepting;
    private volatile bool _refusing;
    private volatile int _targetPort;

    private FreezeProxy(Socket listener, int targetPort, Gate gate, Func<string, Gate?>? gateOf)
    {
        _listener = listener;
        _gate = gate;
        _gateOf = gateOf;
        _targetPort = targetPort;
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where others reach the node.</summary>
    public int Port { get; }

    /// <summary>Where the node itself listens, on 127.0.0.1.</summary>
    public int TargetPort => _targetPort;

    /// <summary>Connections that are open.</summary>
    public int Connections => _links.Count;

    /// <summary>Directions of connections that hold bytes because of a freeze.</summary>
    public int Held => _links.Keys.Sum(link => link.Held);

    /// <summary>Listens on 127.0.0.1.</summary>
    /// <param name="port">0: any free port.</param>
    /// <param name="targetPort">Where the bytes go.</param>
    /// <param name="gate">The gate of the node behind this proxy; null: one of its own.</param>
    /// <param name="gateOf">
    /// The gate of the node whose actor system bears this name, so that also what a frozen node sends elsewhere stops;
    /// null: callers are not told apart.
    /// </param>
    /// <exception cref="PortTakenException">Somebody listens on <paramref name="port"/> already.</exception>
    public static FreezeProxy Listen(int port, int targetPort, Gate? gate = null, Func<string, Gate?>? gateOf = null)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(64);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new PortTakenException(port, e);
        }
        return new FreezeProxy(listener, targetPort, gate ?? new Gate(), gateOf);
    }

    /// <summary>Stops moving bytes, both ways; at most the chunks being written now still arrive.</summary>
    public void Freeze() => _gate.Shut();

    /// <summary>Goes on with what was held, in order.</summary>
    public void Thaw() => _gate.Open();

    /// <summary>Resets every connection; new ones are taken.</summary>
    public void CloseAll() => Close(_ => true);

    /// <summary>Resets every connection that the actor system of this name has opened.</summary>
    public void CloseFrom(string caller) => Close(link => link.Caller == caller);

    /// <summary>Resets every connection, and each new one, as the kernel does for a process that is gone.</summary>
    public void Refuse()
    {
        _refusing = true;
        CloseAll();
    }

    /// <summary>The node listens at another port from now on. Only while no connection is open.</summary>
    /// <exception cref="InvalidOperationException">One is, to a port that the node has left.</exception>
    public void MoveTo(int targetPort)
    {
        // While it refuses, who comes is reset at once, wherever it was led.
        if (targetPort != _targetPort && !_refusing && !_links.IsEmpty)
            throw new InvalidOperationException("A proxy with open connections leads to where it led.");
        _targetPort = targetPort;
    }

    /// <summary>Takes connections again.</summary>
    public void Admit() => _refusing = false;

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Dispose();
        CloseAll();
        await _accepting;
        _stopped.Dispose();
    }

    private void Close(Func<ProxiedLink, bool> which)
    {
        foreach (var link in _links.Keys.Where(which))
            link.Reset();
    }

    private async Task AcceptAsync()
    {
        var running = new ConcurrentDictionary<Task, byte>();
        try
        {
            while (true)
            {
                var link = new ProxiedLink(await _listener.AcceptAsync(_stopped.Token), _gate);
                _links.TryAdd(link, 0);
                var run = RunAsync(link);
                running.TryAdd(run, 0);
                if (_refusing)
                    link.Reset();
                _ = run.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            CloseAll();
        }
        await Task.WhenAll(running.Keys);
    }

    private async Task RunAsync(ProxiedLink link)
    {
        await link.RunAsync(TargetPort, _gateOf);
        _links.TryRemove(link, out _);
        link.Dispose();
    }
}
