using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

public enum Happening
{
    Tick, Admit, Succeed, Fail, Ignore, ReportSuccess, ReportFailure, Answer,
    ForceOpen, ForceClose, Reset, SetMode, Quarantine, ReleaseQuarantine, Renew,
    Evict, Trust, Reconsider,
}

/// <summary>One thing that happens in a history, readable by twin and ledger as the real input is not.</summary>
public sealed record HistoryEvent(Happening What, TimeSpan At)
{
    /// <summary>The generation of the permit, or of the ping that was answered.</summary>
    public long Generation { get; init; }

    public OutcomeSource Source { get; init; }

    public FailureCause Cause { get; init; }

    public bool OverRate { get; init; }

    /// <summary>Whether the circuit may not open.</summary>
    public bool Declined { get; init; }

    /// <summary>The timeout in force, when what was reported started, or how long a force lasts.</summary>
    public TimeSpan? Time { get; init; }

    public CircuitMode Mode { get; init; }

    public CircuitInput Input => Declined ? Plain.Declined() : Plain;

    private CircuitInput Plain => What switch
    {
        Happening.Tick => CircuitInput.Tick,
        Happening.Admit => CircuitInput.Admit(Time!.Value),
        Happening.Succeed => CircuitInput.Succeed(Generation, Source),
        Happening.Fail => CircuitInput.Fail(Generation, Cause, Source, OverRate),
        Happening.Ignore => CircuitInput.Ignore(Generation),
        Happening.ReportSuccess => CircuitInput.ReportSuccess(),
        Happening.ReportFailure => CircuitInput.ReportFailure(Time, OverRate, Cause),
        Happening.Answer => CircuitInput.Answer(Generation),
        Happening.ForceOpen => CircuitInput.ForceOpen(Time),
        Happening.ForceClose => CircuitInput.ForceClose(Time),
        Happening.Reset => CircuitInput.Reset(),
        Happening.SetMode => CircuitInput.SetMode(Mode),
        Happening.Evict => CircuitInput.Evict(),
        Happening.Trust => CircuitInput.Trust(),
        Happening.Reconsider => CircuitInput.Reconsider(),
        Happening.Quarantine => CircuitInput.Quarantine(),
        Happening.ReleaseQuarantine => CircuitInput.ReleaseQuarantine(),
        _ => CircuitInput.Renew(),
    };
}
