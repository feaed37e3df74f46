using System.Runtime.CompilerServices;
using Akka.Actor;
using CretoAkka.Calls;

namespace CretoAkka.Node.Replicas;

/// <summary>
/// Messages go straight to a peer's address as long as circuits carry no messages themselves; calls tell its health.
/// </summary>
internal static class DirectTell
{
    private static readonly ConditionalWeakTable<PeerCircuits, Dictionary<string, ActorSelection>> Addresses = [];
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly CallOptions Options = new() { Timeout = TimeSpan.FromSeconds(1) };

    /// <summary>Adds a peer at an address.</summary>
    public static void AddPeer(this PeerCircuits circuits, PeerId peer, string address)
    {
        circuits.AddPeer(peer);
        var system = ((ActorRefWithCell)circuits.Supervisor).Underlying.System;
        var selection = system.ActorSelection(address);
        Addresses.GetOrCreateValue(circuits)[peer.Value] = selection;
        _ = CallAsync(circuits, peer, selection, system);
    }

    /// <summary>Sends to one peer.</summary>
    public static void Tell(this PeerCircuits circuits, PeerId peer, object message) =>
        Addresses.GetOrCreateValue(circuits)[peer.Value].Tell(message);

    /// <summary>Sends to all peers.</summary>
    public static void Broadcast(this PeerCircuits circuits, object message)
    {
        foreach (var address in Addresses.GetOrCreateValue(circuits).Values)
            address.Tell(message);
    }

    /// <summary>What is known beside the statistics: nothing.</summary>
    public static DirectStatus GetStatus(this PeerCircuits circuits, PeerId peer) =>
        new(null, null, circuits.Settings.For(peer).RequestTimeout, 0, false);

    private static async Task CallAsync(ActorSelection address, CancellationToken cancellation)
    {
        var identity = await address.Ask<ActorIdentity>(new Identify(address), cancellation);
        // Dead letters answer for a node that cannot be reached.
        if (identity.Subject is null)
            throw new InvalidOperationException("nobody is there.");
    }

    private static async Task CallAsync(PeerCircuits circuits, PeerId peer, ActorSelection address, ActorSystem system)
    {
        while (!system.WhenTerminated.IsCompleted)
        {
            try
            {
                await circuits.ExecuteAsync(peer, token => CallAsync(address, token), default, Options);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The circuit has counted it.
            }
            await Task.Delay(Interval);
        }
    }
}

/// <summary>What is known of a peer.</summary>
internal readonly record struct DirectStatus(
    TimeSpan? LatencyP50, TimeSpan? LatencyP99, TimeSpan Timeout, int QueueDepth, bool SessionEstablished);
