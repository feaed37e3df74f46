using Akka.Actor;

namespace CretoAkka.Sessions;

/// <summary>How a circuit's messages reach its peer. Used by that circuit alone.</summary>
internal interface IPeerTransport
{
    /// <summary>Which actor of the peer takes payloads, for its own node to find.</summary>
    string Target { get; }

    /// <summary>Sends to the peer's circuits.</summary>
    void Tell(SessionProtocol.IInbound message, IActorRef sender);

    /// <summary>Sends a payload to its target as it is, without a session.</summary>
    void TellPlain(object payload, IActorRef sender);

    /// <summary>Sends to another address from now on.</summary>
    void MoveTo(string address);

    /// <summary>Forgets what was resolved: the peer may be another process at the same address.</summary>
    void Resolve();
}
