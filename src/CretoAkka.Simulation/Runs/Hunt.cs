namespace CretoAkka.Simulation.Runs;

/// <summary>Looks for a run that breaks a rule.</summary>
internal static class Hunt
{
    /// <summary>The first that does, among runs from 1 on.</summary>
    /// <param name="liveness">Whether the runs are to show liveness, and not safety.</param>
    /// <param name="replicas">n.</param>
    /// <param name="most">How many runs to try.</param>
    /// <returns>Its number and what it broke; null: none did.</returns>
    public static string? First(bool liveness, int replicas, int most)
    {
        for (var seed = 1; seed <= most; seed++)
        {
            var settings = SeedSettings.Of((ulong)seed, replicas, liveness ? RunMode.Liveness : RunMode.Safety);
            if (Simulator.Run(settings, Simulator.ScheduleOf(settings)).Violation is { } violation)
                return FormattableString.Invariant($"run {seed}: {violation.Message}");
        }
        return null;
    }

    /// <summary>What a run that somebody wrote down breaks.</summary>
    /// <param name="scenario">Its lines.</param>
    /// <returns>Null: nothing.</returns>
    public static string? In(string scenario) => Scenario.Parse(scenario).Run().Violation?.Message;
}
