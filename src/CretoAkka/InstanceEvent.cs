using Akka.Actor;

namespace CretoAkka;

/// <summary>
/// An event of circuits that have a name, as it is published on the event stream: events of those without one are
/// published as they are. Immutable.
/// </summary>
/// <param name="Instance">Whose: <see cref="PeerCircuits.Instance"/>.</param>
/// <param name="Event">
/// The event: a <see cref="Circuits.CircuitProtocol.IEvent"/> or a <see cref="Quorums.QuorumProtocol.IEvent"/>.
/// </param>
public sealed record InstanceEvent(string Instance, object Event) : IPossiblyHarmful;
