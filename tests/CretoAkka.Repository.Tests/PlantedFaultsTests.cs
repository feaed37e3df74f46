namespace CretoAkka.Repository.Tests;

public class PlantedFaultsTests
{
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

    /// <summary>Those that are built so far.</summary>
    public static TheoryData<string> Decisions =>
    [
        "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13", "D14", "D15", "D16", "D17",
        "D18", "D19", "D20", "D21", "D22",
    ];

    [Theory]
    [MemberData(nameof(Fragments))]
    public void The_place_of_a_planted_fault_occurs_exactly_once(string fault, string file, string original)
    {
        var text = Repository.Read(file);

        Assert.True(text.Split(original).Length == 2, $"{fault}: {original}");
    }

    [Fact]
    public void A_planted_fault_changes_something_and_names_a_test_project() => Assert.All(Faults(), fault =>
    {
        Assert.NotEqual(fault["original"], fault["replacement"]);
        Assert.Matches("^D[1-9][0-9]?$", fault["decision"]);
        Assert.True(Repository.Has(fault["tests"]), fault["tests"]);
    });

    [Theory]
    [MemberData(nameof(Decisions))]
    public void Each_decision_that_is_built_has_a_marked_test_and_two_planted_faults(string decision)
    {
        var tests = Repository.FilesIn("tests", ".cs").Count(file => IsMarked(file, decision));
        var faults = Faults().Count(fault => fault["decision"] == decision);

        Assert.True(tests >= 1, $"No test is marked [Trait(\"Decision\", \"{decision}\")].");
        Assert.True(faults >= 2, $"tests/CretoAkka.PlantedFaults/faults.txt has {faults} faults of {decision}, not 2.");
    }

    [Fact]
    public void A_planted_fault_is_looked_for_by_a_project_that_has_tests_of_its_decision() => Expect.None(
        from fault in Faults()
        where !Repository.FilesIn(fault["tests"], ".cs").Any(file => IsMarked(file, fault["decision"]))
        select $"{fault["tests"]} has no test of {fault["decision"]}, which would find: {fault["fault"]}");

    private static bool IsMarked(string file, string decision) =>
        Repository.Read(file).Contains($"[Trait(\"Decision\", \"{decision}\")]", StringComparison.Ordinal);

    // Blocks of "key: value" lines, parted by empty lines.
    private static List<Dictionary<string, string>> Faults() =>
    [
        .. Repository.Read("tests/CretoAkka.PlantedFaults/faults.txt")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith('#'))
                .ToDictionary(line => line[..line.IndexOf(": ", StringComparison.Ordinal)],
                    line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..], StringComparer.Ordinal))
            .Where(block => block.Count > 0),
    ];
}
