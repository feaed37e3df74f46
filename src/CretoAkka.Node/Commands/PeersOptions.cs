using CretoAkka.Node.Operators;

namespace CretoAkka.Node.Commands;

/// <summary>What <c>peers</c> was asked for.</summary>
/// <param name="Node">Where the node is.</param>
/// <param name="Acts">What to do; none: list.</param>
/// <param name="Token">The bearer token; null: none.</param>
/// <param name="Json">Whether the list is the node's JSON.</param>
internal sealed record PeersOptions(NodeUrl Node, IReadOnlyList<PeerAct> Acts, string? Token, bool Json);
