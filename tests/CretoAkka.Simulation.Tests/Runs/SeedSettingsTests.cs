using CretoAkka.Simulation.Clients;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Simulation.Tests.Runs;

public sealed class SeedSettingsTests
{
    private static readonly IReadOnlyList<RunSettings> All =
        [.. Enumerable.Range(1, 100).Select(seed => SeedSettings.Of((ulong)seed, 4, RunMode.Safety))];

    [Fact]
    public void Clients_are_busy_wherever_a_fault_begins_or_ends()
    {
        foreach (var settings in All.Where(settings => settings.Clients.Busy.Count > 0))
        {
            foreach (var fault in Simulator.ScheduleOf(settings))
            {
                Assert.Contains(settings.Clients.Busy, busy => busy.From < fault.At && fault.At < busy.To);
                Assert.True(fault.End is null
                    || settings.Clients.Busy.Any(busy => busy.From < fault.End && fault.End < busy.To));
            }
        }
    }

    [Fact]
    public void In_some_runs_clients_are_busy_all_the_time() =>
        Assert.InRange(All.Count(settings => settings.Clients == ClientSettings.Default), 5, 25);

    [Fact]
    public void Runs_differ_in_how_long_their_replicas_wait_and_their_clients_rest()
    {
        Assert.Equal([1.0, 2.0, 3.0], Different(settings => settings.Replica.ViewTimeout.TotalSeconds));
        Assert.Equal([1.2, 6.0, 12.0, 24.0], Different(settings => settings.Clients.Rest.TotalSeconds));
        Assert.All(All, settings => Assert.Equal(
            settings.Replica.ViewTimeout, settings.Replica.StatusInterval * 2));
    }

    private static IEnumerable<double> Different(Func<RunSettings, double> of) => All.Select(of).Distinct().Order();
}
