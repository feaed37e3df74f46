using CretoAkka.Pbft.Messages;

namespace CretoAkka.Simulation.Liars;

/// <summary>
/// What a node does that is no correct one: it has a correct replica, and changes what that hears and says.
/// </summary>
internal abstract class Behaviour
{
    /// <summary>Whether the replica hears of a message at all.</summary>
    public virtual bool Hears(SignedMessage message) => true;

    /// <summary>What goes to a peer in the place of a message.</summary>
    public virtual IEnumerable<SignedMessage> Says(int to, SignedMessage message) => [message];

    /// <summary>What it says besides, now and then.</summary>
    public virtual IEnumerable<(int To, SignedMessage Message)> Adds() => [];

    /// <summary>How much later than it could it says anything.</summary>
    public virtual TimeSpan Lateness => TimeSpan.Zero;
}
