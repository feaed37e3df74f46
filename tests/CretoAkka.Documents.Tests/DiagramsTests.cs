using System.Text.RegularExpressions;

namespace CretoAkka.Documents.Tests;

/// <summary>
/// Diagrams keep to the part of Mermaid's notation that is written down here, which every version of it draws; that one
/// does, <see cref="DrawnDiagramsTests"/> look at.
/// </summary>
public sealed partial class DiagramsTests
{
    private const int PatienceMilliseconds = 10_000;

    public static TheoryData<string, string> Diagrams
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var fence in Pages.FencesIn("mermaid"))
                data.Add(fence.ToString(), fence.Text);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Diagrams))]
    public void A_diagram_keeps_to_notation_that_is_known_to_render(string place, string text) =>
        Assert.Empty(Faults(text).Select(fault => $"{place}: {fault}"));

    [Theory]
    [InlineData("stateDiagram-v2\n    [*] --> A\n    A --> B: Cause, Other", 0)]
    [InlineData("graph RL\n    A[Some.Project] --> B --> C[Another]\n    B --> A", 0)]
    [InlineData("graph XY\n    A --> B", 1)]
    [InlineData("stateDiagram-v2\n    A -> B", 1)]
    [InlineData("stateDiagram-v2\n    A --> B: Cause: why", 1)]
    [InlineData("graph RL\n    A[Some (one)] --> B", 1)]
    [InlineData("graph RL\n    A --> end", 1)]
    [InlineData("graph RL\n    A[One] --> B\n    A[Other] --> B", 1)]
    [InlineData("stateDiagram-v2", 1)]
    [InlineData("flowers\n    A --> B", 1)]
    public void A_diagram_that_does_not_is_found(string text, int faults) => Assert.Equal(faults, Faults(text).Count());

    private static IEnumerable<string> Faults(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 2)
            return ["nothing is drawn"];
        return lines[0] switch
        {
            "stateDiagram-v2" => lines[1..].Where(line => !Transition().IsMatch(line)),
            "graph RL" or "graph LR" or "graph TD" => lines[1..].Where(line => !Arrows().IsMatch(line))
                .Concat(NamedTwice(lines[1..])),
            _ => [lines[0]],
        };
    }

    private static IEnumerable<string> NamedTwice(IEnumerable<string> lines) => lines
        .SelectMany(line => Label().Matches(line))
        .GroupBy(label => label.Groups["id"].Value, StringComparer.Ordinal)
        .Where(labels => labels.Count() > 1)
        .Select(labels => $"{labels.Key} is labelled twice");

    [GeneratedRegex(
        @"^ +(\[\*\]|\w+) --> (\[\*\]|\w+)(: \w+(, \w+)*)?$", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Transition();

    // "end" closes a group, whoever's name it is.
    [GeneratedRegex(
        @"^ +(?!end\b)\w+(\[[\w. ]+\])?( --> (?!end\b)\w+(\[[\w. ]+\])?)+$", RegexOptions.ExplicitCapture,
        PatienceMilliseconds)]
    private static partial Regex Arrows();

    [GeneratedRegex(@"(?<id>\w+)\[", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Label();
}
