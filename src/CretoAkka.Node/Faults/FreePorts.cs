using System.Net;
using System.Net.Sockets;

namespace CretoAkka.Node.Faults;

/// <summary>
/// Ports of 127.0.0.1 that are free now. Nothing keeps them so until they are used: whoever does must be ready to find
/// one taken, and try another.
/// </summary>
internal static class FreePorts
{
    /// <summary>One.</summary>
    public static int One() => Find(1)[0];

    /// <summary>This many, each another.</summary>
    public static int[] Find(int count)
    {
        var sockets = Enumerable.Range(0, count)
            .Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            .ToArray();
        foreach (var socket in sockets)
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var ports = sockets.Select(socket => ((IPEndPoint)socket.LocalEndPoint!).Port).ToArray();
        foreach (var socket in sockets)
            socket.Dispose();
        return ports;
    }

    /// <summary>Whether something failed because a port was taken, however deep that is said.</summary>
    public static bool WasTaken(Exception failure) => failure switch
    {
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied } => true,
        AggregateException many => many.InnerExceptions.Any(WasTaken),
        _ => failure.InnerException is { } inner && WasTaken(inner),
    };
}
