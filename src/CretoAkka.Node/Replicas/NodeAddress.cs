using System.Globalization;

namespace CretoAkka.Node.Replicas;

/// <summary>Where a node's Akka.Remote is reached.</summary>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record NodeAddress(string Host, int Port)
{
    /// <summary>On this machine alone.</summary>
    public static NodeAddress Local(int port) => new("127.0.0.1", port);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
