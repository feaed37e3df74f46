using CretoAkka.Simulation.Runs;

namespace CretoAkka.Simulation.Tests.Scenarios;

/// <summary>
/// Known traps, each in a file, with what happened beside it. Where what happens has changed for a reason, delete the
/// golden file and run again: it is written anew, and the test fails once so that somebody reads it.
/// </summary>
public sealed class ScenarioTests
{
    private static readonly string Folder = FindFolder();

    /// <summary>The text of a scenario.</summary>
    internal static string TextOf(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.txt"));

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory, MemberData(nameof(Names))]
    public void A_known_trap_is_passed_as_it_was(string name)
    {
        var run = Scenario.Parse(TextOf(name)).Run();
        var told = string.Concat(run.Lines.Append($"hash {run.Hash}").Select(line => $"{line}\n"));
        var golden = Path.Combine(Folder, $"{name}.golden");
        if (!File.Exists(golden))
        {
            File.WriteAllText(golden, told);
            Assert.Fail($"{name}.golden was not there and is now: read it.");
        }

        Assert.Null(run.Violation);
        Assert.Equal(File.ReadAllText(golden), told);
    }

    [Fact]
    public void A_line_that_says_nothing_is_refused() =>
        Assert.Throws<FormatException>(() => Scenario.Parse("replicas 4\nlunch 12\n"));

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CretoAkka.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "CretoAkka.Simulation.Tests", "Scenarios");
    }
}
