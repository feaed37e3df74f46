using Akka.Actor;
using CretoAkka.Sessions;

namespace CretoAkka.Circuits;

/// <summary>What the circuits of one node share.</summary>
/// <param name="Node">What their links share.</param>
/// <param name="Latency">Who reads their latencies.</param>
/// <param name="Fallback">Who finds alternatives for their messages.</param>
internal sealed record CircuitContext(LinkNode Node, IActorRef Latency, IActorRef Fallback);
