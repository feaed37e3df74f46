using System.Net.Sockets;

namespace CretoAkka.Node.Faults;

/// <summary>How a proxy ends a connection: as a killed process does, and not as one that closes it.</summary>
internal static class SocketReset
{
    /// <summary>Ends what moves bytes between two sockets, and resets both; again: nothing.</summary>
    public static void Of(Socket caller, Socket target, CancellationTokenSource moving)
    {
        try
        {
            moving.Cancel();
            caller.LingerState = target.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // Already closed.
        }
        caller.Dispose();
        target.Dispose();
    }
}
