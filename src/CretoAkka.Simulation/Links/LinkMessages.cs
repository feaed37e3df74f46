using CretoAkka.Core.Links;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Simulation.Links;

/// <summary>What the links of two nodes say to each other; what a connection carries at once.</summary>
internal abstract record LinkMessage
{
    private LinkMessage() { }

    /// <summary>Opens a session, or asks whether its receiver is there.</summary>
    public sealed record Hello(ulong Nonce, long Incarnation, long Ping) : LinkMessage;

    /// <summary>The answer to a hello.</summary>
    public sealed record Welcome(ulong Nonce, long Incarnation, long Ping) : LinkMessage;

    /// <summary>Messages, and perhaps a marker, for one process.</summary>
    public sealed record Frame(LinkFrame<Parcel> Content) : LinkMessage;

    /// <summary>What a receiver has.</summary>
    public sealed record Acknowledged(Acknowledgement Acknowledgement) : LinkMessage;

    /// <summary>The answer to a frame of a session that its receiver does not know.</summary>
    public sealed record Stranger(ulong Nonce, long Incarnation) : LinkMessage;
}
