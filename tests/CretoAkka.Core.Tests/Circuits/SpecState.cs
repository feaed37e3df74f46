using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>A position of the specification, together with what the last step showed.</summary>
public sealed record SpecState
{
    public CircuitState At { get; init; }

    public CircuitMode Mode { get; init; }

    /// <summary>The mode that the settings ask for now.</summary>
    public CircuitMode Configured { get; init; }

    public TransitionCause Cause { get; init; }

    /// <summary>Whether it is closed only because it might not open.</summary>
    public bool Suspected { get; init; }

    /// <summary>Failures in a row while closed, no more than the threshold.</summary>
    public int Run { get; init; }

    /// <summary>Probes in flight.</summary>
    public int Out { get; init; }

    /// <summary>Probes that succeeded.</summary>
    public int Good { get; init; }

    /// <summary>Units spent open, no more than the timeout.</summary>
    public int Age { get; init; }

    /// <summary>Units until time alone changes something; 0: never.</summary>
    public int Left { get; init; }

    /// <summary>Whether there can be permits of an earlier generation.</summary>
    public bool Aged { get; init; }

    /// <summary>What the last step was answered.</summary>
    public CircuitReply Reply { get; init; }

    /// <summary>Whether the last step began a generation.</summary>
    public bool Renewed { get; init; }

    /// <summary>Whether the last step announced a trip that would have been.</summary>
    public bool Announced { get; init; }

    public bool Is(CircuitState at, CircuitMode mode = CircuitMode.Automatic) => At == at && Mode == mode;

    /// <summary>Everything but what the last step showed.</summary>
    public bool Same(SpecState other) => Silent() == other.Silent();

    public SpecState Silent() => this with { Reply = CircuitReply.None, Renewed = false, Announced = false };
}
