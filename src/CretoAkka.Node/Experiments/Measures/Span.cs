namespace CretoAkka.Node.Experiments.Measures;

/// <summary>A length of time between two moments of the machine's clock.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it.</param>
internal readonly record struct Span(TimeSpan From, TimeSpan To)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;

    /// <summary>Whether a moment lies in it.</summary>
    public bool Holds(TimeSpan moment) => From <= moment && moment < To;

    /// <summary>The whole seconds in it, from its beginning.</summary>
    public IEnumerable<Span> Seconds()
    {
        var second = TimeSpan.FromSeconds(1);
        for (var from = From; from + second <= To; from += second)
            yield return new Span(from, from + second);
    }
}
