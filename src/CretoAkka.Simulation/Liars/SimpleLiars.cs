using CretoAkka.Pbft.Messages;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Liars;

/// <summary>Acknowledges everything and does nothing.</summary>
internal sealed class Mute : Behaviour
{
    /// <inheritdoc/>
    public override bool Hears(SignedMessage message) => false;

    /// <inheritdoc/>
    public override IEnumerable<SignedMessage> Says(int to, SignedMessage message) => [];
}

/// <summary>Does everything as late as it can without being caught at it.</summary>
internal sealed class Slowcoach(TimeSpan lateness) : Behaviour
{
    /// <inheritdoc/>
    public override TimeSpan Lateness => lateness;
}

/// <summary>Says again what anybody said before.</summary>
internal sealed class Parrot(Dice dice, int peers) : Behaviour
{
    private const int Memory = 64;

    private readonly SignedMessage?[] _heard = new SignedMessage?[Memory];

    /// <inheritdoc/>
    public override bool Hears(SignedMessage message)
    {
        if (dice.Chance(0.2))
            _heard[dice.Below(Memory)] = message;
        return true;
    }

    /// <inheritdoc/>
    public override IEnumerable<(int To, SignedMessage Message)> Adds()
    {
        for (var i = 0; i < 3; i++)
        {
            if (_heard[dice.Below(Memory)] is { } message)
                yield return (dice.Below(peers), message);
        }
    }
}
