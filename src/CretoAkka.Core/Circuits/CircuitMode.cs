namespace CretoAkka.Core.Circuits;

/// <summary>Who decides the position of a circuit.</summary>
public enum CircuitMode
{
    /// <summary>Outcomes and time decide.</summary>
    Automatic = 0,

    /// <summary>An operator holds the circuit open.</summary>
    ForcedOpen = 1,

    /// <summary>An operator holds the circuit closed; failures are counted and open nothing.</summary>
    ForcedClosed = 2,

    /// <summary>Everything passes and is counted; a trip that would have been is only announced.</summary>
    ObserveOnly = 3,

    /// <summary>Everything passes and nothing is counted.</summary>
    Off = 4,

    /// <summary>Open on evidence of a fault, until an operator releases it.</summary>
    Quarantined = 5,
}
