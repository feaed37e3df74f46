using System.Net;
using System.Net.Sockets;

namespace CretoAkka.Node.Demo;

/// <summary>A peer that answers every byte with the same byte, on a loopback port of its own.</summary>
internal sealed class EchoPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _serving;

    /// <summary>Starts to answer.</summary>
    public EchoPeer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Asks a peer for an echo over a connection of its own.</summary>
    public static async ValueTask AskAsync(int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
        var stream = client.GetStream();
        var buffer = new byte[] { 42 };
        await stream.WriteAsync(buffer, cancellation);
        await stream.ReadExactlyAsync(buffer, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Stop();
        await _serving;
        _stopped.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = EchoAsync(await _listener.AcceptTcpClientAsync(_stopped.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task EchoAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await client.GetStream().CopyToAsync(client.GetStream(), _stopped.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The caller went away, or this peer is stopping.
            }
        }
    }
}
