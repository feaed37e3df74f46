using CretoAkka.Simulation.Clients;
using CretoAkka.Simulation.Engine;
using CretoAkka.Simulation.Faults;

namespace CretoAkka.Simulation.Runs;

/// <summary>
/// The settings of a run that a number makes up. What can break does so where something begins or ends: there clients
/// are busy in every run, and in one of eight they are all the time. Timeouts differ from run to run.
/// </summary>
internal static class SeedSettings
{
    private const double AlwaysBusy = 0.125;

    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(1);
    private static readonly int[] RestSeconds = [6, 12, 24];
    private static readonly int[] ViewSeconds = [1, 2, 2, 3];

    /// <summary>The settings; the schedule that goes with them is <see cref="Simulator.ScheduleOf"/>.</summary>
    public static RunSettings Of(ulong seed, int replicas, RunMode mode)
    {
        var settings = new RunSettings { Seed = seed, Replicas = replicas, Mode = mode };
        var dice = new Dice(~seed);
        var view = TimeSpan.FromSeconds(dice.Of(ViewSeconds));
        return settings with
        {
            Clients = ClientsOf(dice, Simulator.ScheduleOf(settings)),
            Replica = settings.Replica with { ViewTimeout = view, StatusInterval = view / 2 },
        };
    }

    private static ClientSettings ClientsOf(Dice dice, IReadOnlyList<FaultEvent> schedule)
    {
        var usual = ClientSettings.Default;
        return dice.Chance(AlwaysBusy) ? usual : usual with
        {
            Rest = TimeSpan.FromSeconds(dice.Of(RestSeconds)),
            Busy = Stretch.Join(schedule.SelectMany(EdgesOf).Select(edge => new Stretch(edge - Before, edge + After))),
        };
    }

    private static IEnumerable<TimeSpan> EdgesOf(FaultEvent fault) =>
        fault.End is { } end ? [fault.At, end] : [fault.At];
}
