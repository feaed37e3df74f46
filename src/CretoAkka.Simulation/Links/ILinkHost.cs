namespace CretoAkka.Simulation.Links;

/// <summary>What a link needs of the node that it is a part of.</summary>
internal interface ILinkHost
{
    /// <summary>This node's clock.</summary>
    TimeSpan Now { get; }

    /// <summary>This process.</summary>
    long Incarnation { get; }

    /// <summary>What all circuits of this node share.</summary>
    Quorum Quorum { get; }

    /// <summary>A number that nobody else knows.</summary>
    ulong NextNonce();

    /// <summary>Puts something on the way to a peer.</summary>
    void Tell(int peer, LinkMessage message);

    /// <summary>Hands a message of a peer to its target.</summary>
    /// <returns>Whether there is a target.</returns>
    bool HandOver(int peer, Parcel parcel);
}
