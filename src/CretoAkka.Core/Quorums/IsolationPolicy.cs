namespace CretoAkka.Core.Quorums;

/// <summary>The numbers of an <see cref="IsolationBudget"/>.</summary>
/// <param name="MaxOpen">
/// The weight that may be cut off; null: what the protocol tolerates. Never more than leaves a quorum, whatever this
/// says. At least 0.
/// </param>
/// <param name="Hold">How long a peer stays cut off before another may take its place.</param>
/// <param name="Margin">How much worse that other must be. From 0 to 1.</param>
public sealed record IsolationPolicy(long? MaxOpen, TimeSpan Hold, double Margin = 0.2)
{
    /// <summary>A suspected peer whose average of outcomes is below this is trusted again.</summary>
    public const double TrustBelow = 0.2;
}
