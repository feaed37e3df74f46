using System.Globalization;
using CretoAkka.Simulation.Faults;

namespace CretoAkka.Simulation.Runs;

/// <summary>
/// A run that somebody wrote down: lines of <c>replicas 4</c>, <c>mode liveness</c>, <c>seconds 120</c>,
/// <c>seed 3</c>, then one event of the schedule a line. What follows a # is for readers.
/// </summary>
/// <param name="Settings">The run's.</param>
/// <param name="Schedule">What goes wrong.</param>
internal sealed record Scenario(RunSettings Settings, IReadOnlyList<FaultEvent> Schedule)
{
    /// <summary>Reads a scenario.</summary>
    /// <exception cref="FormatException">A line is none of these.</exception>
    public static Scenario Parse(string text)
    {
        var settings = new RunSettings { Seed = 1, KeepsLines = true };
        var schedule = new List<FaultEvent>();
        foreach (var line in text.Split('\n').Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0))
        {
            if (char.IsDigit(line[0]))
                schedule.Add(ScheduleText.Parse(line));
            else
                settings = With(settings, line);
        }
        return new(settings, schedule);
    }

    /// <summary>Runs it.</summary>
    public RunResult Run() => Simulator.Run(Settings, Schedule);

    private static RunSettings With(RunSettings settings, string line) => line.Split(' ') switch
    {
        ["replicas", var n] => settings with { Replicas = Number(n) },
        ["seconds", var n] => settings with { Duration = TimeSpan.FromSeconds(Number(n)) },
        ["seed", var n] => settings with { Seed = (ulong)Number(n) },
        ["mode", "safety"] => settings with { Mode = RunMode.Safety },
        ["mode", "liveness"] => settings with { Mode = RunMode.Liveness },
        _ => throw new FormatException($"'{line}' is nothing that a scenario says."),
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
