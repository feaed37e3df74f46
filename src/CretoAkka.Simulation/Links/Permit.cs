using CretoAkka.Core.Circuits;

namespace CretoAkka.Simulation.Links;

/// <summary>One admission: its outcome is bound to the generation that admitted it.</summary>
internal sealed class Permit(long generation, TimeSpan deadline, OutcomeSource source)
{
    /// <summary>The circuit's generation when it was given.</summary>
    public long Generation => generation;

    /// <summary>When its use has failed.</summary>
    public TimeSpan Deadline => deadline;

    /// <summary>What it is used for.</summary>
    public OutcomeSource Source => source;

    /// <summary>Whether it has an outcome.</summary>
    public bool IsSettled { get; set; }
}

/// <summary>How a use ended.</summary>
internal enum Outcome
{
    /// <summary>The peer did what was asked.</summary>
    Success,

    /// <summary>It did not.</summary>
    Failure,

    /// <summary>It says nothing about the peer.</summary>
    Neutral,
}
