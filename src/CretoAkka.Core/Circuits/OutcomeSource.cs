namespace CretoAkka.Core.Circuits;

/// <summary>Where an outcome comes from. Each source keeps a run of consecutive failures of its own.</summary>
public enum OutcomeSource
{
    /// <summary>Calls, and what the application reports.</summary>
    Calls = 0,

    /// <summary>Acknowledgements of a session.</summary>
    Session = 1,

    /// <summary>Bulk messages. However many fail, votes may pass: their failures open nothing.</summary>
    Bulk = 2,
}
