namespace CretoAkka.Repository.Tests;

public class PlantedFaultsTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string, string, string> Fragments
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var fault in Faults())
                data.Add(fault["fault"], fault["file"], fault["original"]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Fragments))]
    public void The_place_of_a_planted_fault_occurs_exactly_once(string fault, string file, string original)
    {
        var text = File.ReadAllText(Path.Combine(Root, file));

        Assert.True(text.Split(original).Length == 2, $"{fault}: {original}");
    }

    [Fact]
    public void A_planted_fault_changes_something_and_names_a_test_project() => Assert.All(Faults(), fault =>
    {
        Assert.NotEqual(fault["original"], fault["replacement"]);
        Assert.Matches("^D[1-9][0-9]?$", fault["decision"]);
        Assert.True(Directory.Exists(Path.Combine(Root, fault["tests"])), fault["tests"]);
    });

    [Fact]
    public void Each_decision_that_has_faults_has_at_least_two() => Assert.All(
        Faults().GroupBy(fault => fault["decision"], StringComparer.Ordinal),
        decision => Assert.True(decision.Count() >= 2, decision.Key));

    // Blocks of "key: value" lines, parted by empty lines.
    private static List<Dictionary<string, string>> Faults() =>
    [
        .. File.ReadAllText(Path.Combine(Root, "tests", "CretoAkka.PlantedFaults", "faults.txt"))
            .ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith('#'))
                .ToDictionary(line => line[..line.IndexOf(": ", StringComparison.Ordinal)],
                    line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..], StringComparer.Ordinal))
            .Where(block => block.Count > 0),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CretoAkka.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
