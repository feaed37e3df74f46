namespace CretoAkka.Repository.Tests;

/// <summary>What each library makes public stands in its files, which the compiler compares with the code.</summary>
public sealed class PublicApiTests
{
    private const string Header = "#nullable enable";

    // What the node alone uses, and the node itself, which is a tool.
    private static readonly string[] NotFrozen =
        ["CretoAkka.Node", "CretoAkka.Pbft", "CretoAkka.Simulation", "Akka.Logger.Serilog"];

    public static TheoryData<string> Libraries => [.. Names];

    private static IEnumerable<string> Names => Repository.FilesIn("src", ".csproj")
        .Where(path => path.Count(c => c == '/') == 2)
        .Select(path => path.Split('/')[1])
        .Except(NotFrozen, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_says_what_is_public_once_and_in_order(string library)
    {
        var lines = Repository.Read($"src/{library}/PublicAPI.Shipped.txt").TrimEnd('\n').Split('\n');

        Assert.Equal(Header, lines[0]);
        Assert.True(lines.Length > 1, $"src/{library}/PublicAPI.Shipped.txt names nothing.");
        Assert.Equal(lines[1..].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), lines[1..]);
        Assert.StartsWith(Header, Repository.Read($"src/{library}/PublicAPI.Unshipped.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_libraries_to_look_at() => Assert.Superset(
        new HashSet<string> { "CretoAkka", "CretoAkka.Core", "CretoAkka.Testing" }, Names.ToHashSet());
}
