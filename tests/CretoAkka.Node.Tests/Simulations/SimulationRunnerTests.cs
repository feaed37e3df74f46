using System.Text.Json;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Simulations;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Node.Tests.Simulations;

public sealed class SimulationRunnerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("safety")]
    [InlineData("liveness")]
    public void Runs_show_how_far_they_are_and_the_last_line_is_their_sums(string mode)
    {
        var (status, lines) = Run(Options() with { Mode = Enum.Parse<RunMode>(mode, ignoreCase: true) });

        Assert.Equal(0, status);
        Assert.All(lines[..^1], line => Assert.Matches(
            @"^\d+/10 runs, \d+\.\d virtual hours a second, 0 violations$", line));
        Assert.StartsWith("10/10 runs, ", lines[^2], StringComparison.Ordinal);
        var sums = JsonDocument.Parse(lines[^1]).RootElement;
        Assert.Equal((10, 0), (sums.GetProperty("runs").GetInt32(), sums.GetProperty("violations").GetInt32()));
        Assert.True(sums.GetProperty("virtualHours").GetDouble() >= 10 * 10 / 60.0 - 0.01);
        Assert.All(
            ["commits", "viewChanges", "trips", "virtualHoursPerSecond"],
            name => Assert.True(sums.GetProperty(name).GetDouble() > 0, name));
        Assert.True(sums.GetProperty("faults").EnumerateObject().Count() >= 3, lines[^1]);
        Assert.All(sums.GetProperty("faults").EnumerateObject(), kind => Assert.True(kind.Value.GetInt64() > 0, kind.Name));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public void A_run_that_is_told_in_full_ends_with_the_hash_of_all_that_happened()
    {
        var (status, first) = Run(Options() with { Replay = 7 });
        var (_, second) = Run(Options() with { Replay = 7 });
        var (_, other) = Run(Options() with { Replay = 8 });

        Assert.Equal(0, status);
        Assert.Matches("^hash [0-9a-f]{16}$", first[^1]);
        Assert.Equal(first, second);
        Assert.NotEqual(first[^1], other[^1]);
        Assert.Contains(first, line => line.StartsWith("planned: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_is_broken_is_said_with_status_1()
    {
        var (status, lines) = Run(Options() with
        {
            Scenario = File("mode liveness\nseconds 300\n20s for ever cut all\n"),
        });

        Assert.Equal(1, status);
        Assert.Contains(lines, line => line.Contains("liveness: ", StringComparison.Ordinal));
        Assert.Matches("^hash [0-9a-f]{16}$", lines[^1]);
    }

    [Fact]
    public void A_file_that_is_no_scenario_is_one_sentence_with_status_2()
    {
        var (status, lines) = Run(Options() with { Scenario = File("replicas 4\nlunch 12\n") });

        Assert.Equal((2, 0), (status, lines.Length));
        Assert.Equal("error: 'lunch 12' is nothing that a scenario says.", _error.ToString().TrimEnd());
    }

    private static SimulateOptions Options() => new(1, 10, 4, RunMode.Safety);

    private FileInfo File(string text)
    {
        System.IO.File.WriteAllText(_directory["scenario.txt"], text);
        return new FileInfo(_directory["scenario.txt"]);
    }

    private (int Status, string[] Lines) Run(SimulateOptions options)
    {
        var output = new StringWriter();
        var status = new SimulationRunner(terminal: null).Run(options, output, _error, CancellationToken.None);
        return (status, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
