namespace CretoAkka.Simulation.Networks;

/// <summary>What a directed connection does to what is sent over it. Delays that differ reorder.</summary>
/// <param name="IsCut">Whether nothing passes.</param>
/// <param name="Loss">The probability that a message is lost.</param>
/// <param name="Duplication">The probability that it comes twice.</param>
/// <param name="Least">The shortest delay.</param>
/// <param name="Most">The longest delay.</param>
internal readonly record struct Condition(
    bool IsCut, double Loss, double Duplication, TimeSpan Least, TimeSpan Most)
{
    /// <summary>A connection in one building.</summary>
    public static readonly Condition Healthy =
        new(false, 0, 0, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(6));

    /// <summary>Two troubles at once: the worse of each.</summary>
    public Condition And(in Condition other) => new(
        IsCut || other.IsCut,
        Math.Max(Loss, other.Loss),
        Math.Max(Duplication, other.Duplication),
        Least > other.Least ? Least : other.Least,
        Most > other.Most ? Most : other.Most);
}
