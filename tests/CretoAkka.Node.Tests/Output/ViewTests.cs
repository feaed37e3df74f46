using System.Collections.Immutable;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;
using CretoAkka.Core.Queues;
using CretoAkka.Node.Output;
using CretoAkka.Node.Running;
using CretoAkka.Quorums;
using Spectre.Console.Testing;

namespace CretoAkka.Node.Tests.Output;

public sealed class ViewTests
{
    private static readonly CircuitProtocol.IEvent Opened = new CircuitProtocol.CircuitOpened(
        "node-4", TransitionCause.ConsecutiveFailures, FailureCause.Timeout, new CircuitStats());

    private static readonly QuorumStats Quorum = new(null, 1, 1, [], [], [], false, 0, 0);

    private static readonly PeerReading Reading = new(
        "node-4",
        new CircuitStats { State = CircuitState.Open },
        TimeSpan.FromMilliseconds(2.5),
        TimeSpan.FromMilliseconds(9),
        TimeSpan.FromSeconds(1.5),
        new MessageStats(7, 700, 0, true, 0, default)
        {
            Critical = new ClassStats(1, 100, 0, false, default),
            Normal = new ClassStats(4, 400, 0, false, default),
            Bulk = new ClassStats(2, 200, 0, false, default),
        });

    [Fact]
    public void The_table_shows_each_observer_with_its_circuits()
    {
        var console = new TestConsole().Width(200);
        var view = new LiveView(console, () => TimeSpan.FromSeconds(3));
        view.Step("node-4 hangs");
        view.Changed("node-1", Opened);

        console.Write(view.Render(Run()));

        var text = console.Output;
        Assert.Contains("12 s  100 writes committed (median 15 ms), 20 reads", text, StringComparison.Ordinal);
        Assert.Contains("node-4 hangs", text, StringComparison.Ordinal);
        Assert.Contains("Open 2.5 ms", text, StringComparison.Ordinal);
        Assert.Contains("T 1.5 s  q 1/4/2", text, StringComparison.Ordinal);
        Assert.Contains("1 of 1", text, StringComparison.Ordinal);
        Assert.Contains("down", text, StringComparison.Ordinal);
        Assert.Contains(
            "3.0s  node-1: circuit to node-4 opened because ConsecutiveFailures", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_says_what_is_cut_off_of_what_may_be_and_what_waits_of_each_class() => Assert.EndsWith(
        "cut off node-1=1/1; waiting 1 critical, 4 normal, 2 bulk", PlainView.Summary(Run()), StringComparison.Ordinal);

    [Theory]
    [InlineData(CircuitMode.Automatic, false, "Open")]
    [InlineData(CircuitMode.Quarantined, false, "Quarantined")]
    [InlineData(CircuitMode.ForcedOpen, false, "ForcedOpen")]
    [InlineData(CircuitMode.Automatic, true, "Suspected")]
    public void A_cell_says_who_is_suspected_and_who_is_held_by_what(CircuitMode mode, bool suspected, string shown)
    {
        var state = suspected ? CircuitState.Closed : CircuitState.Open;
        var stats = new CircuitStats { State = state, Mode = mode, IsSuspected = suspected };
        Assert.Contains($"]{shown}[/]", Cells.Circuit(Reading with { Stats = stats }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_names_who_is_proven_faulty_and_escapes_the_name()
    {
        var text = Cells.CutOff(Quorum with { Charged = ["[red]node-4"] });
        Assert.Equal("1 of 1\n[red]faulty: [[red]]node-4[/]", text);
        Assert.Equal("no bound", Cells.CutOff(Quorum with { Limit = null }));
    }

    [Fact]
    public void The_table_remembers_only_what_happened_last()
    {
        var console = new TestConsole().Width(200);
        var view = new LiveView(console, () => TimeSpan.Zero);
        for (var n = 0; n < 20; n++)
            view.Step($"step-{n}.");

        console.Write(view.Render(Run()));

        Assert.DoesNotContain("step-11.", console.Output, StringComparison.Ordinal);
        Assert.Contains("step-12.", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_lines_carry_their_time()
    {
        var output = new StringWriter { NewLine = "\n" };
        var view = new PlainView(output, () => TimeSpan.FromSeconds(12.34));
        view.Step("node-4 hangs");
        view.Changed("node-1", Opened);

        Assert.Equal(
            "  12.3s  node-4 hangs\n  12.3s  node-1: circuit to node-4 opened because ConsecutiveFailures\n",
            output.ToString());
    }

    [Fact]
    public void Nothing_is_said_after_the_end()
    {
        var output = new StringWriter();
        var view = new PlainView(output, () => TimeSpan.Zero);
        view.End();
        view.Step("late");

        Assert.Empty(output.ToString());
    }

    [Theory]
    [InlineData(0.4, "0.4 ms")]
    [InlineData(25, "25 ms")]
    [InlineData(1500, "1.5 s")]
    public void Times_have_the_unit_that_suits_them(double milliseconds, string expected) =>
        Assert.Equal(expected, Cells.Time(TimeSpan.FromMilliseconds(milliseconds)));

    private static RunSnapshot Run()
    {
        ImmutableArray<NodeSnapshot> nodes = [new("node-1", 120, [Reading], Quorum), new("node-4", null, [], null)];
        return new RunSnapshot(TimeSpan.FromSeconds(12), 100, 20, TimeSpan.FromMilliseconds(15), nodes);
    }
}
