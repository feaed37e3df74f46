namespace CretoAkka.Core.Circuits;

/// <summary>Consecutive failures, counted apart for each <see cref="OutcomeSource"/>.</summary>
/// <remarks>A session that is acknowledged says nothing of calls that fail, nor the other way round.</remarks>
public readonly record struct FailureRuns(int Calls, int Session, int Bulk = 0)
{
    /// <summary>The longest run of those that open a circuit.</summary>
    public int Longest => Math.Max(Calls, Session);

    /// <summary>The run of one source.</summary>
    public int this[OutcomeSource source] => source switch
    {
        OutcomeSource.Session => Session,
        OutcomeSource.Bulk => Bulk,
        _ => Calls,
    };

    /// <summary>One failure more.</summary>
    public FailureRuns Extend(OutcomeSource source) => source switch
    {
        OutcomeSource.Session => this with { Session = OneMore(Session) },
        OutcomeSource.Bulk => this with { Bulk = OneMore(Bulk) },
        _ => this with { Calls = OneMore(Calls) },
    };

    /// <summary>The run of one source ended.</summary>
    public FailureRuns End(OutcomeSource source) => source switch
    {
        OutcomeSource.Session => this with { Session = 0 },
        OutcomeSource.Bulk => this with { Bulk = 0 },
        _ => this with { Calls = 0 },
    };

    // A circuit that is held closed may count for ever.
    private static int OneMore(int run) => run == int.MaxValue ? run : run + 1;
}
