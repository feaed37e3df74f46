using CretoAkka.Node.Commands;
using CretoAkka.Node.Running;
using Spectre.Console.Testing;

namespace CretoAkka.Node.Tests.Running;

/// <summary>A run in this process whose output is a terminal.</summary>
[Collection("process")]
public sealed class LiveRunTests
{
    private static readonly string[] Nodes = ["node-1", "node-2", "node-3", "node-4"];

    [Fact]
    public async Task A_run_on_a_terminal_draws_every_observers_circuit_to_every_peer()
    {
        using var terminal = new TestConsole().Width(170).Height(60).Interactive();
        var output = new StringWriter { NewLine = "\n" };
        var console = new RunConsole(output, TextWriter.Null, TextReader.Null, terminal);
        var options = new DemoOptions { Tour = TourKind.None, Duration = TimeSpan.FromSeconds(2) };

        var status = await new DemoRun(options, console).RunAsync(CancellationToken.None);

        Assert.Equal(0, status);
        var frame = LastFrame(terminal.Output);
        var heads = Assert.Single(frame, line => line.Contains("observer", StringComparison.Ordinal)
            && line.Contains("executed", StringComparison.Ordinal));
        Assert.Equal(["observer", "executed", "cut off", .. Nodes], Cells(heads));
        foreach (var (index, node) in Nodes.Index())
            AssertRow(frame, node, self: index);
        Assert.Contains(frame, line => line.Contains(CretoAkka.Node.Output.Cells.Legend, StringComparison.Ordinal));
        Assert.Matches(@"^\d+ s  [1-9]\d* writes committed \(median [\d.]+ m?s\), \d+ reads", frame[0]);
        Assert.StartsWith("{\"committed\":", output.ToString().TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    /// <summary>State and median latency of each peer; below them its timeout in force and its queue.</summary>
    private static void AssertRow(string[] frame, string node, int self)
    {
        var at = Array.FindIndex(frame, line => Cells(line) is [var first, ..] && first == node);
        var (states, details) = (Cells(frame[at]), Cells(frame[at + 1]));

        Assert.Matches(@"^\d+$", states[1]);
        Assert.Equal("0 of 1", states[2]);
        for (var peer = 0; peer < Nodes.Length; peer++)
        {
            Assert.Matches(peer == self ? "^$" : @"^Closed (-|[\d.]+ m?s)$", states[3 + peer]);
            Assert.Matches(peer == self ? "^$" : @"^T [\d.]+ m?s  q \d+/\d+/\d+$", details[3 + peer]);
        }
    }

    /// <summary>From its headline on; where a frame is drawn over the one before, that ends on the same line.</summary>
    private static string[] LastFrame(string drawn)
    {
        var words = drawn.LastIndexOf(" writes committed", StringComparison.Ordinal);
        var seconds = drawn.LastIndexOf(" s  ", words, StringComparison.Ordinal);
        return drawn[(drawn.LastIndexOfAny(['\n', '\r', ' ', ')', '.'], seconds - 1) + 1)..].Split('\n');
    }

    private static string[] Cells(string line) => line.Contains('│', StringComparison.Ordinal)
        ? [.. line.Trim().Trim('│').Split('│').Select(cell => cell.Trim())]
        : [];
}
