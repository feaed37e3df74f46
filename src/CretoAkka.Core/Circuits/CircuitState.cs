namespace CretoAkka.Core.Circuits;

/// <summary>The three positions of a circuit; the numbers are those of the metric circuit_breaker_state.</summary>
public enum CircuitState
{
    /// <summary>Everything passes; failures are counted.</summary>
    Closed = 0,

    /// <summary>Calls are refused until a deadline passes or the peer answers a ping.</summary>
    Open = 1,

    /// <summary>A bounded number of probes pass at once; their outcomes decide.</summary>
    HalfOpen = 2,
}
