using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Ways;

/// <summary>One way to send, as the sender's traffic uses it: from one thread.</summary>
internal interface ISendingWay
{
    /// <summary>Sends to one peer; false where the message is refused, and so lost to it.</summary>
    bool TrySend(string peer, Vote vote);

    /// <summary>What the sender knows of the peer, and what it holds for it.</summary>
    PeerView View(string peer);
}
