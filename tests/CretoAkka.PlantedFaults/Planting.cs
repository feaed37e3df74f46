using System.Diagnostics;

namespace CretoAkka.PlantedFaults;

/// <summary>Plants faults one after the other and tells which of them tests find.</summary>
internal static class Planting
{
    /// <returns>The exit status: 0 when every fault is caught.</returns>
    public static int Run(string repository, IReadOnlyList<Fault> faults)
    {
        using var copy = WorkingCopy.Of(repository);
        Console.CancelKeyPress += (_, _) => copy.Dispose();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => copy.Dispose();
        CheckList(copy, faults);
        var builds = new Builds(copy);
        CheckUnmodified(copy, builds, faults);

        var survivors = 0;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < faults.Count; i++)
        {
            Progress($"{i + 1} of {faults.Count}: {faults[i].Decision}, {faults[i].Name}");
            var (caught, verdict) = Judge(copy, builds, faults[i]);
            Progress("");
            Console.WriteLine($"{faults[i].Decision,-4} {verdict}");
            if (!caught)
                survivors++;
        }
        Console.WriteLine(
            $"{faults.Count} faults planted, {faults.Count - survivors} caught, {survivors} not, "
            + $"in {clock.Elapsed.TotalMinutes:F1} minutes.");
        return survivors == 0 ? 0 : 1;
    }

    // A stale list is found before the first build.
    private static void CheckList(WorkingCopy copy, IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
            copy.Plant(fault).Dispose();
    }

    private static void CheckUnmodified(WorkingCopy copy, Builds builds, IReadOnlyList<Fault> faults)
    {
        foreach (var project in faults.GroupBy(fault => fault.Tests, StringComparer.Ordinal))
        {
            Progress($"{project.Key} without faults");
            if (builds.Whole(project.Key) is { } error)
                throw new PlantedFaultsException($"{project.Key} does not build without faults: {error}");
            builds.Prepare(project.Key, project);
            var decisions = project.Select(fault => fault.Decision).Distinct(StringComparer.Ordinal);
            var run = TestRun.Of(copy, project.Key, decisions);
            if (run.Failed.Count > 0)
                throw new PlantedFaultsException($"{run.Failed[0]} of {project.Key} fails without any fault.");
            Progress("");
            Console.WriteLine($"{project.Key}: {run.Passed} tests pass without faults.");
        }
    }

    private static (bool Caught, string Verdict) Judge(WorkingCopy copy, Builds builds, Fault fault)
    {
        using var planted = copy.Plant(fault);
        try
        {
            if (builds.Replace(fault, planted) is { } error)
                return (false, $"NOT COMPILED, so nothing is shown: {fault.Name} ({error})");
            var failed = TestRun.Of(copy, fault.Tests, [fault.Decision]).Failed;
            return failed.Count == 0
                ? (false, $"SURVIVED: {fault.Name} ({fault.File}: {fault.Replacement})")
                : (true, $"caught by {Tests(failed.Count)}: {fault.Name} ({failed[0]})");
        }
        catch (PlantedFaultsException problem)
        {
            return (false, $"BROKE OFF, so nothing is shown: {fault.Name} ({problem.Message})");
        }
    }

    private static string Tests(int count) => count == 1 ? "1 test" : $"{count} tests";

    // One line that is written over, on a terminal; a line of its own in a log.
    private static void Progress(string doing)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{doing[..Math.Min(doing.Length, 78)],-78}\r");
        else if (doing.Length > 0)
            Console.Error.WriteLine(doing);
    }
}
