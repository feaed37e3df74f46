using Akka.Actor;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Node.Clients;

/// <summary>What the gateway's actor, which signs for clients, is told from inside its node alone.</summary>
internal static class GatewayProtocol
{
    /// <summary>Runs an operation.</summary>
    /// <param name="Operation">What the state machine shall do.</param>
    /// <param name="Done">Takes the result that f + 1 replicas agree on, or a <see cref="TimeoutException"/>.</param>
    public sealed record Run(Bytes Operation, TaskCompletionSource<Bytes> Done) : IPossiblyHarmful;
}
