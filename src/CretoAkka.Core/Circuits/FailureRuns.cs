namespace CretoAkka.Core.Circuits;

/// <summary>Consecutive failures, counted apart for each <see cref="OutcomeSource"/>.</summary>
/// <remarks>A session that is acknowledged says nothing of calls that fail, nor the other way round.</remarks>
public readonly record struct FailureRuns(int Calls, int Session)
{
    /// <summary>The longest run.</summary>
    public int Longest => Math.Max(Calls, Session);

    /// <summary>The run of one source.</summary>
    public int this[OutcomeSource source] => source == OutcomeSource.Session ? Session : Calls;

    /// <summary>One failure more.</summary>
    public FailureRuns Extend(OutcomeSource source) => source == OutcomeSource.Session
        ? this with { Session = OneMore(Session) }
        : this with { Calls = OneMore(Calls) };

    /// <summary>The run of one source ended.</summary>
    public FailureRuns End(OutcomeSource source) => source == OutcomeSource.Session
        ? this with { Session = 0 }
        : this with { Calls = 0 };

    // A circuit that is held closed may count for ever.
    private static int OneMore(int run) => run == int.MaxValue ? run : run + 1;
}
