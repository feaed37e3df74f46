using System.CommandLine;
using System.CommandLine.Parsing;
using CretoAkka.Node.Operators;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Commands;

/// <summary>The commands of who looks at a node from outside: <c>watch</c> and <c>peers</c>.</summary>
internal static class OperatorCommands
{
    /// <summary>The commands.</summary>
    public static IEnumerable<Command> All => [Watch(), new PeersCommand().Command];

    /// <summary>Where the node is.</summary>
    public static Argument<NodeUrl> Url() => new("url")
    {
        Description = "Where the node serves HTTP, or the link to its page: http://127.0.0.1:5080.",
        CustomParser = result => NodeUrl.TryParse(result.Tokens[0].Value) ?? Wrong(result),
    };

    /// <summary>Which circuits of the node.</summary>
    public static Option<string?> Instance() => new("--instance")
    {
        Description = "The circuits of this name, of a node that has some beside others. [default: the link's]",
        HelpName = "name",
    };

    /// <summary>What was asked for by both.</summary>
    public static NodeUrl Asked(ParseResult parsed, Argument<NodeUrl> url, Option<string?> instance)
    {
        var node = parsed.GetRequiredValue(url);
        return parsed.GetValue(instance) is { } name ? node with { Instance = name } : node;
    }

    private static Command Watch()
    {
        var (url, instance) = (Url(), Instance());
        var json = new Option<bool>("--json") { Description = "Each telling of the node as one line of JSON." };
        var plain = new Option<bool>("--plain")
        {
            Description = "A line for each change instead of a table; so, too, where output is redirected.",
        };
        var command = new Command("watch", "Follows a node's circuits until Ctrl-C, and over its restarts.")
        {
            url, json, plain, instance,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var terminal = parsed.GetValue(plain) ? null : RunConsole.SystemTerminal;
            return new WatchRun(
                Asked(parsed, url, instance),
                WatchRun.ViewOf(parsed.GetValue(json), terminal, output, error)).RunAsync(cancellation);
        });
        return command;
    }

    private static NodeUrl? Wrong(ArgumentResult result)
    {
        result.AddError($"{result.Tokens[0].Value}: expected where a node serves HTTP, such as http://127.0.0.1:5080.");
        return null;
    }
}
