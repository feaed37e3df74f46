using CretoAkka.Authentication;
using CretoAkka.Configuration;
using CretoAkka.Wire;

namespace CretoAkka.Sessions;

/// <summary>What the links of one node share. Thread-safe.</summary>
/// <param name="Name">How this node names itself.</param>
/// <param name="Incarnation">This process; another number than any before it at this address.</param>
/// <param name="Settings">The node's settings.</param>
/// <param name="Codec">Writes and reads payloads.</param>
/// <param name="Traits">What is declared of messages by their types.</param>
/// <param name="Queues">The bound over all queues.</param>
/// <param name="Connect">Reaches the peer at an address.</param>
/// <param name="NextNonce">Gives a number that no peer can guess.</param>
/// <param name="Authentication">How this node knows its peers.</param>
/// <param name="Publish">Tells an event to whoever subscribed.</param>
internal sealed record LinkNode(
    string Name,
    long Incarnation,
    CretoSettings Settings,
    PayloadCodec Codec,
    TraitsTable Traits,
    QueueBudget Queues,
    Func<string, IPeerTransport> Connect,
    Func<ulong> NextNonce,
    NodeAuthentication Authentication,
    Action<object> Publish)
{
    /// <summary>Whether this node speaks as one of the next version would.</summary>
    public bool RehearsesUpgrade { get; init; }

    /// <summary>The highest version of the wire that this node names.</summary>
    public int HighestVersion => RehearsesUpgrade ? NextVersion.Number : SessionProtocol.WireVersion;
}
