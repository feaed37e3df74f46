using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace CretoAkka.Node.Commands;

/// <summary>
/// The usual help, with examples and exit statuses below it, by the name that the program is installed under.
/// </summary>
internal sealed partial class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>What the program is called once it is installed.</summary>
    public const string Program = "creto";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var (configuration, output) = (parseResult.InvocationConfiguration, parseResult.InvocationConfiguration.Output);
        using var text = new StringWriter { NewLine = output.NewLine };
        configuration.Output = text;
        var status = help.Invoke(parseResult);
        configuration.Output = output;
        output.Write(SecondDefault().Replace(
            text.ToString().Replace(RootCommand.ExecutableName, Program, StringComparison.Ordinal), "${first}"));
        if (CommandExamples.Of(WordsOf(parseResult.CommandResult)) is { } examples)
            output.WriteLine($"Examples:\n{examples}");
        output.WriteLine($"\n{ExitStatus.Help}");
        return status;
    }

    // What a description says of a default is how it is written; what follows it is how the program holds it.
    [GeneratedRegex(
        @"(?<first>\[default: [^]]*\]) +\[default: [^]]*\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecondDefault();

    private static string WordsOf(CommandResult command) => command.Parent is CommandResult parent
        ? $"{WordsOf(parent)} {command.Command.Name}".TrimStart()
        : "";
}
