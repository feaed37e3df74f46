using CsCheck;
using Xunit.Abstractions;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D1")]
[Trait("Decision", "D2")]
[Trait("Decision", "D3")]
[Trait("Decision", "D4")]
[Trait("Decision", "D5")]
[Trait("Decision", "D7")]
[Trait("Decision", "D8")]
[Trait("Decision", "D10")]
[Trait("Decision", "D13")]
public class CircuitSpecTests(ITestOutputHelper output)
{
    // A jump of a size tells that an abstraction leaked, a fall that something can no longer be reached.
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["ones"] = 557,
        ["critical"] = 1_243,
        ["defaults"] = 1_782,
    };

    [Theory]
    [MemberData(nameof(SpecNumbers.All), MemberType = typeof(SpecNumbers))]
    public void The_specification_holds_in_every_state_that_can_be_reached(SpecNumbers numbers)
    {
        var report = CircuitSpec.Of(numbers).Exhaustive(output.WriteLine);

        Assert.True(report.Closed);
        Assert.Equal(Sizes[numbers.Name], report.States);
        Assert.Equal(0, report.DeadlockStates);
        Assert.Empty(report.NeverFired);
    }

    [Theory]
    [MemberData(nameof(SpecNumbers.All), MemberType = typeof(SpecNumbers))]
    public void Every_requirement_catches_the_fault_that_is_planted_for_it(SpecNumbers numbers)
    {
        var report = CircuitSpec.WithFaults(numbers).Faults(output.WriteLine);

        // With a threshold of 1 there is no failure before the trip, and nothing to plant.
        var early = numbers.Policy.FailureThreshold > 1;
        Assert.All(
            CircuitSpec.CaughtBy.Where(fault => early || fault.Value != "D7-EARLY"),
            fault => Assert.Equal(fault.Value, report.CaughtBy(fault.Key)));
        Assert.Equal(early ? [] : ["D7-EARLY"], report.Unexercised);
    }

    [Theory]
    [MemberData(nameof(SpecNumbers.All), MemberType = typeof(SpecNumbers))]
    public void The_circuit_follows_the_specification_along_every_transition(SpecNumbers numbers)
    {
        var report = CircuitSpec.Of(numbers).ConformExhaustive(
            () => new CircuitUnderSpec(numbers),
            (circuit, step) => circuit.Follow(step),
            output.WriteLine,
            clone: circuit => circuit.Copy());

        Assert.True(report.Closed);
        Assert.Equal(report.Transitions, report.ConformedTransitions);
        Assert.Equal(Sizes[numbers.Name], report.ConformedStates);
    }

    [Fact]
    public void The_graph_of_states_is_drawn_from_the_specification() => Assert.Equal(
        """
        stateDiagram-v2
            [*] --> Closed
            Closed --> Open: ConsecutiveFailures, FailureRate
            HalfOpen --> Closed: ProbesSucceeded
            HalfOpen --> Open: HalfOpenExpired, ProbeFailed
            Open --> HalfOpen: OpenExpired, PeerAnswered

        """, CircuitGraph.Mermaid(SpecNumbers.Defaults, automaticOnly: true));

    [Theory]
    [InlineData("README.md", true)]
    [InlineData("semantics.md", true)]
    [InlineData("semantics.md", false)]
    public void The_documents_show_the_graphs_of_the_specification(string page, bool automaticOnly)
    {
        using var stream = GetType().Assembly.GetManifestResourceStream(page)!;
        using var text = new StreamReader(stream);

        Assert.Contains(
            "```mermaid\n" + CircuitGraph.Mermaid(SpecNumbers.Defaults, automaticOnly) + "```\n",
            text.ReadToEnd().ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_graph_with_operators_has_every_mode()
    {
        var graph = CircuitGraph.Mermaid(SpecNumbers.Defaults, automaticOnly: false);

        output.WriteLine(graph);
        Assert.Contains("    ForcedOpen --> HalfOpen: ForceExpired\n", graph, StringComparison.Ordinal);
        Assert.Contains("    Quarantined --> HalfOpen: QuarantineReleased\n", graph, StringComparison.Ordinal);
    }
}
