using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using CretoAkka.Node.Faults;

namespace CretoAkka.Node.Http;

/// <summary>
/// Sockets on consecutive ports, bound and listening before anything else starts: between the check that a
/// port is free and its use nobody can take it. Whoever connects early waits in the backlog.
/// </summary>
internal sealed class HttpPorts : IDisposable
{
    /// <summary>Where the search for a free run starts.</summary>
    public const int DefaultFirst = 5080;

    private const int Backlog = 128;
    private readonly ImmutableArray<Socket> _sockets;

    private HttpPorts(int first, ImmutableArray<Socket> sockets)
    {
        First = first;
        _sockets = sockets;
    }

    /// <summary>The first port.</summary>
    public int First { get; }

    /// <summary>The socket of the replica with this index, from 0.</summary>
    public Socket this[int index] => _sockets[index];

    /// <summary>Takes <paramref name="count"/> ports from <paramref name="first"/> on; all of them, or none.</summary>
    /// <exception cref="PortTakenException">One of them is taken; the first of those is named.</exception>
    public static HttpPorts Take(int first, int count) => Take(new IPEndPoint(IPAddress.Loopback, first), count);

    /// <summary>The same on any address of this machine.</summary>
    /// <exception cref="PortTakenException">One of them is taken; the first of those is named.</exception>
    public static HttpPorts Take(IPEndPoint endpoint, int count)
    {
        var first = endpoint.Port;
        var sockets = ImmutableArray.CreateBuilder<Socket>(count);
        try
        {
            for (var port = first; port < first + count; port++)
                sockets.Add(Listen(new IPEndPoint(endpoint.Address, port)));
            return new HttpPorts(first, sockets.ToImmutable());
        }
        catch (PortTakenException)
        {
            foreach (var socket in sockets)
                socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Takes the first run of <paramref name="count"/> free ports at or after <paramref name="from"/>.
    /// </summary>
    /// <exception cref="PortTakenException">There is none up to 65535.</exception>
    public static HttpPorts TakeFree(int count, int from = DefaultFirst)
    {
        while (true)
        {
            try
            {
                return Take(from, count);
            }
            catch (PortTakenException taken) when (taken.Port + count <= IPEndPoint.MaxPort)
            {
                from = taken.Port + 1;
            }
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private static Socket Listen(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new PortTakenException(endpoint.Port, e, endpoint.Address);
        }
    }
}
