using System.Xml.Linq;

namespace CretoAkka.PlantedFaults;

/// <summary>What a run of tests showed.</summary>
/// <param name="Passed">How many tests passed.</param>
/// <param name="Failed">The names of those that failed, without namespace.</param>
internal sealed record TestRun(int Passed, IReadOnlyList<string> Failed)
{
    /// <summary>Runs the tests of a built project that are marked with one of the decisions.</summary>
    public static TestRun Of(WorkingCopy copy, string project, IEnumerable<string> decisions)
    {
        var results = Path.Combine(copy.Root, "results.trx");
        File.Delete(results);
        var filter = string.Join('|', decisions.Select(decision => $"Decision={decision}"));

        var (status, output) = Commands.Run(
            copy.Root, "dotnet", "test", Builds.Output(copy, project, Path.GetFileName(project) + ".dll"),
            "--filter", filter, "--logger", $"trx;LogFileName={results}",
            "--", "RunConfiguration.CollectSourceInformation=false");

        if (!File.Exists(results))
            throw new PlantedFaultsException($"No test of {project} ran for {filter}: {Commands.FirstError(output)}");
        var run = Read(results);
        return status == 0 || run.Failed.Count > 0
            ? run
            : throw new PlantedFaultsException($"The tests of {project} broke off: {Commands.FirstError(output)}");
    }

    private static TestRun Read(string results)
    {
        XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        var byOutcome = XDocument.Load(results).Descendants(trx + "UnitTestResult").ToLookup(
            result => (string?)result.Attribute("outcome"), result => (string)result.Attribute("testName")!);
        return new TestRun(byOutcome["Passed"].Count(), [.. byOutcome["Failed"].Select(WithoutNamespace)]);
    }

    private static string WithoutNamespace(string name)
    {
        var arguments = name.IndexOf('(', StringComparison.Ordinal);
        var method = arguments < 0 ? name : name[..arguments];
        return string.Join('.', method.Split('.')[^2..]);
    }
}
