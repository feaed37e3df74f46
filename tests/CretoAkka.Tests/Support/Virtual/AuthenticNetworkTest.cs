using CretoAkka.Authentication;
using CretoAkka.Core.Circuits;
using CretoAkka.Latency;
using CretoAkka.Wire;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Support.Virtual;

/// <summary>Tests over a <see cref="VirtualNetwork"/> whose nodes a, b and c know each other by their keys.</summary>
public abstract class AuthenticNetworkTest : VirtualNetworkTest
{
    internal static readonly CretoSerializer Serializer = new(null!);

    private static readonly Dictionary<string, (byte[] PrivateKey, byte[] PublicKey)> Keys =
        ((string[])["a", "b", "c"]).ToDictionary(name => name, _ => Ed25519PeerAuthenticator.CreateKeyPair());

    protected AuthenticNetworkTest() => Network.Authenticators = static name => Of(name);

    /// <summary>What a node signs by, and whom it knows.</summary>
    internal static Ed25519PeerAuthenticator Of(string name, string known = "abc") => new(
        Keys[name].PrivateKey,
        known.ToDictionary(n => (PeerId)n.ToString(), n => Keys[n.ToString()].PublicKey));

    /// <summary>Two nodes with a session in each direction, over which something was sent.</summary>
    private protected (VirtualNode A, VirtualNode B) Acquainted()
    {
        var (a, b) = Joined();
        b.Circuits.AddPeer(A, VirtualNode.AddressOf("a"));
        Network.PassUntil(() => b.Circuits.GetMessages(A).IsEstablished, Ms(2000));
        a.Circuits.Send(B, 0);
        b.Circuits.Send(A, 0);
        Network.Pass(Ms(500));
        return (a, b);
    }

    /// <summary>A message as its receiver reads it.</summary>
    private protected static ISessionMessage Read(ISessionMessage message) =>
        (ISessionMessage)Serializer.FromBinary(Serializer.ToBinary(message), Serializer.Manifest(message));

    /// <summary>The last message of a kind that a node sent.</summary>
    private protected T Last<T>(string node) => Network.LogOf<T>(node)[^1].What;

    /// <summary>A proof by somebody's key.</summary>
    internal static Proof ProofBy(string signer, ReadOnlyMemory<byte> key, byte[] text)
    {
        using var by = Of(signer);
        return new(key, by.Sign(text));
    }

    /// <summary>All that a node has seen of a peer, but for the time that passes and what it dropped.</summary>
    private protected static (CircuitStats, LatencyStats, MessageStats, int Charged) Picture(
        VirtualNode node, PeerId peer) => (
        node.Circuits.GetStats(peer) with { TimeInState = default },
        node.Circuits.GetLatencyStats(peer),
        node.Circuits.GetMessages(peer) with { Unauthenticated = 0, Anomalies = default },
        node.Circuits.GetQuorum().Charged.Count);
}
