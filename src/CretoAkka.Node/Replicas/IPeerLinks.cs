using Akka.Actor;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Replicas;

/// <summary>How a replica's messages leave its node. But for calls nothing says whether they arrive.</summary>
internal interface IPeerLinks
{
    /// <summary>Sends to one other replica.</summary>
    void Send(string replica, ProtocolFrame frame, MessageTraits traits);

    /// <summary>
    /// Calls one other replica with a client's request. Where links know of no calls it is sent, and that is success.
    /// </summary>
    /// <returns>Whether it took it in. Not if its circuit refuses, or no answer comes in time.</returns>
    Task<bool> CallAsync(string replica, ProtocolFrame request)
    {
        Send(replica, request, MessageTraits.Default);
        return Task.FromResult(true);
    }

    /// <summary>Sends to every other replica.</summary>
    void Broadcast(ProtocolFrame frame, MessageTraits traits);

    /// <summary>A replica is proven faulty.</summary>
    void Charge(string replica, EvidenceKind kind, object proof);

    /// <summary>The replica that has proven that a message came from it; null: none has.</summary>
    /// <param name="sender">The message's sender, as its target sees it.</param>
    string? ProvenSender(IActorRef? sender);

    /// <summary>Nobody needs what waits of a lane up to an instance.</summary>
    void AdvanceWatermark(string lane, long instance);
}
