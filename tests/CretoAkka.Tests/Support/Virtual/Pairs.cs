using CretoAkka.Configuration;

namespace CretoAkka.Tests.Support.Virtual;

internal static class Pairs
{
    /// <summary>Two nodes, the first of which knows the second.</summary>
    public static (VirtualNode A, VirtualNode B) Pair(
        this VirtualNetwork network, PeerSettings peer, CretoSettings? settings = null)
    {
        settings ??= TestSettings.Of(peer);
        var (a, b) = (network.Start("a", settings), network.Start("b", settings));
        a.Circuits.AddPeer("b", VirtualNode.AddressOf("b"));
        return (a, b);
    }
}
