using System.Net;
using System.Net.Sockets;

namespace CretoAkka.Node.Tests.Faults;

/// <summary>A server socket on a free port of 127.0.0.1, and clients.</summary>
internal sealed class Loopback : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public Loopback()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public Task<Socket> AcceptAsync() => _listener.AcceptAsync().WaitAsync(Await.Limit);

    public static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(Await.Limit);
        return socket;
    }

    public static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = await socket.ReceiveAsync(bytes.AsMemory(read)).AsTask().WaitAsync(Await.Limit);
            Assert.NotEqual(0, more);
            read += more;
        }
        return bytes;
    }

    public void Dispose() => _listener.Dispose();
}
