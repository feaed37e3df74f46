using System.Net.Sockets;

namespace CretoAkka.Node.Faults;

/// <summary>
/// One connection through a proxy: bytes go both ways while the gates of both ends are open. A direction holds one
/// chunk
/// of at most <see cref="ChunkSize"/> bytes; while it waits nothing more is read, and the sender feels it.
/// </summary>
internal sealed class ProxiedLink : IDisposable
{
    /// <summary>The most bytes that wait in one direction, beside the sockets' own buffers.</summary>
    public const int ChunkSize = 16 * 1024;

    private readonly Socket _caller;
    private readonly Socket _target = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Gate _targetGate;
    private readonly CancellationTokenSource _reset = new();
    private volatile Gate? _callerGate;
    private int _held;

    public ProxiedLink(Socket caller, Gate targetGate)
    {
        _caller = caller;
        _targetGate = targetGate;
        _caller.NoDelay = _target.NoDelay = true;
    }

    /// <summary>The name of the actor system that called; null: not known, or not asked for.</summary>
    public string? Caller { get; private set; }

    /// <summary>Directions, 0 to 2, that hold bytes at a shut gate.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Moves bytes until an end closes, fails, or <see cref="Reset"/>.</summary>
    public async Task RunAsync(int targetPort, Func<string, Gate?>? gateOf)
    {
        try
        {
            await _target.ConnectAsync("127.0.0.1", targetPort, _reset.Token);
            await Task.WhenAll(
                ForwardAsync(_caller, _target, gateOf),
                ForwardAsync(_target, _caller, gateOf: null));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of a link is no error of the proxy: both ends see it as a reset.
        }
    }

    /// <summary>Ends the link; both ends see a reset.</summary>
    public void Reset() => SocketReset.Of(_caller, _target, _reset);

    public void Dispose()
    {
        Reset();
        _reset.Dispose();
    }

    private async Task ForwardAsync(Socket from, Socket to, Func<string, Gate?>? gateOf)
    {
        var chunk = new byte[ChunkSize];
        try
        {
            var count = gateOf is null ? 0 : await ReadHandshakeAsync(from, chunk, gateOf);
            if (count == 0)
                count = await from.ReceiveAsync(chunk, _reset.Token);
            while (count > 0)
            {
                await PassGatesAsync();
                await SendAllAsync(to, chunk.AsMemory(0, count));
                count = await from.ReceiveAsync(chunk, _reset.Token);
            }
            await PassGatesAsync();
            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            Reset();
            throw;
        }
    }

    private async Task<int> ReadHandshakeAsync(Socket from, byte[] chunk, Func<string, Gate?> gateOf)
    {
        var count = 0;
        while (AssociationOrigin.BytesNeeded(chunk.AsSpan(0, count)) is var needed && needed > count)
        {
            var read = await from.ReceiveAsync(chunk.AsMemory(count), _reset.Token);
            if (read == 0)
                return count;
            count += read;
        }
        Caller = AssociationOrigin.Find(chunk, count);
        _callerGate = Caller is null ? null : gateOf(Caller);
        return count;
    }

    private async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes, _reset.Token)..];
    }

    /// <summary>Both gates must be open at the same moment.</summary>
    private async Task PassGatesAsync()
    {
        if (IsOpen)
            return;
        Interlocked.Increment(ref _held);
        try
        {
            while (!IsOpen)
            {
                await _targetGate.WaitAsync(_reset.Token);
                await (_callerGate?.WaitAsync(_reset.Token) ?? Task.CompletedTask);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _held);
        }
    }

    private bool IsOpen => _targetGate.IsOpen && _callerGate is null or { IsOpen: true };
}
