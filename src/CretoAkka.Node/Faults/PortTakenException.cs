using System.Globalization;
using System.Net;

namespace CretoAkka.Node.Faults;

/// <summary>A port that was asked for cannot be listened on. The message is one sentence, fit to be shown.</summary>
internal sealed class PortTakenException(int port, Exception? inner = null, IPAddress? address = null)
    : Exception(
        string.Create(CultureInfo.InvariantCulture, $"port {port} is taken on {address ?? IPAddress.Loopback}"), inner)
{
    /// <summary>Which.</summary>
    public int Port { get; } = port;
}
