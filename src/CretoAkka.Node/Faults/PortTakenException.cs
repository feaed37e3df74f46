using System.Globalization;

namespace CretoAkka.Node.Faults;

/// <summary>A port that was asked for cannot be listened on. The message is one sentence, fit to be shown.</summary>
internal sealed class PortTakenException(int port, Exception? inner = null)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"port {port} is taken on 127.0.0.1"), inner)
{
    /// <summary>Which.</summary>
    public int Port { get; } = port;
}
