using System.CommandLine;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Experiments;
using CretoAkka.Node.Processes;
using CretoAkka.Node.Simulations;

namespace CretoAkka.Node.Tests.Commands;

/// <summary>Help of every command: examples that work, by the name of the tool.</summary>
public sealed class CommandExamplesTests
{
    public static TheoryData<string> Commands => [.. All(Node().Root, "")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_of_a_command_has_examples_that_can_be_followed(string words)
    {
        var output = new StringWriter();
        Assert.Equal(0, await Node().RunAsync([.. Split(words), "--help"], output, TextWriter.Null));

        Assert.Contains($"  {$"creto {words}".TrimEnd()} ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Exit status: 0", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(RootCommand.ExecutableName, output.ToString(), StringComparison.Ordinal);
        var examples = Examples(output.ToString()).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(Node().Root.Parse(example).Errors.Select(error => error.Message)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_default_is_said_once_and_as_it_is_written_on_a_command_line(string words)
    {
        var output = new StringWriter();
        await Node().RunAsync([.. Split(words), "--help"], output, TextWriter.Null);

        foreach (var line in output.ToString().Split('\n'))
            Assert.True(line.Split("[default: ").Length <= 2, line);
        Assert.DoesNotContain("00:00:", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("HungPeer", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("[default: Default]", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("[default: (", output.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Examples(string help) =>
        from line in help[help.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n')
        let start = line.IndexOf("creto ", StringComparison.Ordinal)
        where start >= 0
        select Split(line[start..].Split("   ")[0])[1..];

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> All(Command command, string words) => command.Subcommands
        .Where(sub => !sub.Hidden)
        .SelectMany(sub => All(sub, $"{words} {sub.Name}".TrimStart()))
        .Prepend(words);

    private static NodeCommands Node() => new(
        (_, _) => Task.FromResult(0), new ConfigCommands(), new ExperimentRunner(), new SimulationRunner(null),
        new ProcessRunner(null));
}
