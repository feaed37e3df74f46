using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>What surrounds a circuit in a history: the clock, the permits that are out, the settings.</summary>
internal sealed class CircuitWorld(CircuitPolicy policy)
{
    private static readonly CircuitMode[] Modes = [CircuitMode.Automatic, CircuitMode.ObserveOnly, CircuitMode.Off];

    private readonly List<long> _permits = [];

    public TimeSpan Now { get; private set; } = TimeSpan.FromHours(1);

    /// <summary>The policy as the settings have it now.</summary>
    public CircuitPolicy Policy { get; private set; } = policy;

    /// <summary>Generations of permits without an outcome.</summary>
    public IReadOnlyList<long> Permits => _permits;

    /// <summary>Makes an event of a step, given where the circuit is.</summary>
    public HistoryEvent Next(HistoryStep step, Circuit circuit)
    {
        Now += Wait(step, circuit.Deadline);
        if (step.What == Happening.SetMode)
            Policy = Policy with { Mode = Modes[step.Choice % Modes.Length] };

        var happened = new HistoryEvent(step.What, Now)
        {
            Source = step.Choice % 5 == 0 ? OutcomeSource.Session : OutcomeSource.Calls,
            Cause = (FailureCause)(step.Choice % 7),
            OverRate = step.Choice % 11 == 0,
            Declined = step.Choice % 7 == 0 && MayBeDeclined(step.What, circuit.State),
            Mode = Policy.Mode,
            Time = Time(step),
        };
        return step.What switch
        {
            Happening.Succeed or Happening.Fail or Happening.Ignore =>
                happened with { Generation = TakePermit(step, circuit.Generation) },
            Happening.Answer => happened with { Generation = circuit.Generation - (step.Odd ? 1 : 0) },
            _ => happened,
        };
    }

    /// <summary>Notes what became of an event.</summary>
    public void After(CircuitStep step)
    {
        if (step.Reply == CircuitReply.Admitted)
            _permits.Add(step.Next.Generation);
    }

    private static bool MayBeDeclined(Happening what, CircuitState state) =>
        what is Happening.Fail or Happening.ReportFailure
        || state == CircuitState.Closed && what is (Happening.ForceOpen or Happening.Quarantine);

    private TimeSpan Wait(HistoryStep step, TimeSpan? deadline)
    {
        var left = deadline is { } at && at > Now ? at - Now : TimeSpan.FromMilliseconds(step.Choice);
        return step.Pause switch
        {
            Pause.None => TimeSpan.Zero,
            Pause.Random => TimeSpan.FromMilliseconds(step.Choice),
            Pause.ToDeadline => left,
            Pause.JustBeforeDeadline => left - TimeSpan.FromTicks(Math.Min(1, left.Ticks)),
            Pause.JustAfterDeadline => left + TimeSpan.FromTicks(1),
            _ => TimeSpan.FromSeconds(step.Choice / 10),
        };
    }

    private TimeSpan? Time(HistoryStep step) => step.What switch
    {
        Happening.Admit => TimeSpan.FromMilliseconds(step.Choice * 10),
        Happening.ReportFailure => step.Odd ? null : Now - TimeSpan.FromMilliseconds(step.Choice),
        _ => step.Choice % 4 == 0 ? null : TimeSpan.FromMilliseconds(step.Choice),
    };

    // Mostly the newest permit, which is most likely a live one; without any, one that was never given.
    private long TakePermit(HistoryStep step, long generation)
    {
        if (_permits.Count == 0)
            return generation;
        var index = step.Odd && step.Choice % 3 == 0 ? step.Choice % _permits.Count : _permits.Count - 1;
        var taken = _permits[index];
        _permits.RemoveAt(index);
        return taken;
    }
}
