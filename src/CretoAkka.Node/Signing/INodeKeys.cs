using CretoAkka.Authentication;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Node.Signing;

/// <summary>The keys that a node signs with and checks by. Thread-safe.</summary>
internal interface INodeKeys : IVerifier
{
    /// <summary>Who signs as <paramref name="id"/>: the node itself, or a client that it speaks for.</summary>
    ISigner SignerOf(string id);

    /// <summary>Proves as <paramref name="id"/> who it is, and knows those of <paramref name="peers"/>.</summary>
    IPeerAuthenticator AuthenticatorOf(string id, IEnumerable<string> peers);
}
