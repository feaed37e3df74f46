using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;

namespace CretoAkka;

/// <content>What an operator does.</content>
public sealed partial class PeerCircuits
{
    /// <summary>Holds a circuit open, for <paramref name="duration"/> or until <see cref="Reset"/>.</summary>
    /// <param name="peer">Which peer.</param>
    /// <param name="duration">Longer than zero; null: until it is reset. Ends half-open.</param>
    /// <param name="overrideBudget">
    /// Whether the peer is cut off even if the protocol does not tolerate one more. Without it that is refused.
    /// </param>
    public CommandReply ForceOpen(PeerId peer, TimeSpan? duration = null, bool overrideBudget = false) =>
        Gate(peer).ForceOpen(duration, overrideBudget).ToCommandReply();

    /// <summary>
    /// Holds a circuit closed, for <paramref name="duration"/> or until <see cref="Reset"/>. Refused in quarantine.
    /// </summary>
    public CommandReply ForceClose(PeerId peer, TimeSpan? duration = null) =>
        Gate(peer).Apply(CircuitInput.ForceClose(duration)).ToCommandReply();

    /// <summary>Starts a circuit anew, and releases a forced mode. Refused in quarantine.</summary>
    public CommandReply Reset(PeerId peer) => Gate(peer).Apply(CircuitInput.Reset()).ToCommandReply();
}
