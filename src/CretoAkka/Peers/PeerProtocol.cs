using Akka.Actor;
using CretoAkka.Configuration;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Peers;

/// <summary>
/// Commands about which peers there are, for the supervisor, and its answers. All are immutable. They do what the
/// methods of <see cref="PeerCircuits"/> of the same names do.
/// </summary>
public static class PeerProtocol
{
    /// <summary>A command that the supervisor obeys by itself.</summary>
    public interface IPeerCommand : IPossiblyHarmful
    {
        /// <summary>Which peer.</summary>
        PeerId Peer { get; }
    }

    /// <summary>Adds a peer, or tells where a known one is now; answered by <see cref="PeerAdded"/>.</summary>
    /// <param name="Peer">Which peer.</param>
    /// <param name="Address">The path of the actor that takes its messages; null: it takes calls only.</param>
    public sealed record AddPeer(PeerId Peer, string? Address = null) : IPeerCommand;

    /// <summary>Tells where a known peer is now; answered by <see cref="PeerUpdated"/>.</summary>
    public sealed record UpdatePeer(PeerId Peer, string Address) : IPeerCommand;

    /// <summary>A circuit obeys other settings; answered by <see cref="SettingsUpdated"/>.</summary>
    public sealed record UpdateSettings(PeerId Peer, PeerSettings Settings) : IPeerCommand;

    /// <summary>Removes a peer; answered by <see cref="PeerRemoved"/>.</summary>
    public sealed record RemovePeer(PeerId Peer) : IPeerCommand;

    /// <summary>The peer is known.</summary>
    public sealed record PeerAdded(PeerId Peer) : IReply;

    /// <summary>The peer is sought at its new address.</summary>
    public sealed record PeerUpdated(PeerId Peer) : IReply;

    /// <summary>The settings are in force.</summary>
    /// <param name="Peer">Which peer.</param>
    /// <param name="IsChanged">Whether they are others than before.</param>
    public sealed record SettingsUpdated(PeerId Peer, bool IsChanged) : IReply;

    /// <summary>The peer is gone.</summary>
    public sealed record PeerRemoved(PeerId Peer) : IReply;

    /// <summary>Nothing changed.</summary>
    /// <param name="Peer">Which peer.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record PeerRefused(PeerId Peer, string Reason) : IReply;
}
