using CretoAkka.Pbft.Messages;

namespace CretoAkka.Simulation.Liars;

/// <summary>
/// Acknowledges what it is sent while its circuit proves it, and loses it for a while once it is trusted again.
/// </summary>
internal sealed class ProbeGamer(Func<TimeSpan> now) : Behaviour
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(7);

    /// <summary>Whether it answers at all for now.</summary>
    public bool IsAnswering => now().Ticks / Turn.Ticks % 2 == 0;

    /// <inheritdoc/>
    public override bool Hears(SignedMessage message) => false;

    /// <inheritdoc/>
    public override IEnumerable<SignedMessage> Says(int to, SignedMessage message) => [];
}
