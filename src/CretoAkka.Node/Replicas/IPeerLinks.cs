using Akka.Actor;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Replicas;

/// <summary>How a replica's messages leave its node. One-way: nothing says whether they arrive.</summary>
internal interface IPeerLinks
{
    /// <summary>Sends to one other replica.</summary>
    void Send(string replica, ProtocolFrame frame, MessageTraits traits);

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
