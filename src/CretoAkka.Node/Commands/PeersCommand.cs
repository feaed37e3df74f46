using System.CommandLine;
using System.CommandLine.Parsing;
using CretoAkka.Node.Operators;

namespace CretoAkka.Node.Commands;

/// <summary>The command line of <c>peers</c>.</summary>
internal sealed class PeersCommand
{
    private const string TokenVariable = "CRETO_DASHBOARD_TOKEN";
    private const string Force = "--force-";

    private readonly Argument<NodeUrl> _url = OperatorCommands.Url();
    private readonly Option<string?> _instance = OperatorCommands.Instance();
    private readonly Option<bool> _json = new("--json") { Description = "The list as the node's JSON." };

    private readonly Option<string?> _token = new("--token")
    {
        Description = $"creto.dashboard.token of the node. [default: the link's, or {TokenVariable}]",
        HelpName = "token",
    };

    private readonly Option<TimeSpan?> _length = new("--for")
    {
        Description = "How long a force holds: a number and ms, s, m or h. [default: until it is reset]",
        HelpName = "length",
        CustomParser = ParseLength,
    };

    private readonly Option<bool> _override = new("--override-budget")
    {
        Description = "Force open even beyond what the protocol tolerates.",
    };

    private readonly Option<string[]>[] _acts =
    [
        Act("--force-open", "Cut this peer off."),
        Act("--force-close", "Use this peer whatever it does."),
        Act("--reset", "Start this peer's circuit anew; ends a force."),
        Act("--release", "End this peer's quarantine."),
    ];

    public PeersCommand()
    {
        Command = new Command("peers", "Lists a node's circuits, or forces, resets and releases some by hand.")
        {
            _url, _json, _instance, _token, _length, _override,
        };
        foreach (var act in _acts)
            Command.Add(act);
        Command.SetAction((parsed, cancellation) => PeersRun.RunAsync(
            Options(parsed),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private PeersOptions Options(ParseResult parsed)
    {
        var url = OperatorCommands.Asked(parsed, _url, _instance);
        var acts = _acts.SelectMany(act => (parsed.GetValue(act) ?? []).Select(peer => ActOf(parsed, act.Name, peer)));
        var token = parsed.GetValue(_token) ?? url.Token ?? Environment.GetEnvironmentVariable(TokenVariable);
        return new PeersOptions(url, [.. acts], token, parsed.GetValue(_json));
    }

    private PeerAct ActOf(ParseResult parsed, string option, string peer) => new(
        peer,
        option.TrimStart('-'),
        option.StartsWith(Force, StringComparison.Ordinal) ? parsed.GetValue(_length) : null,
        parsed.GetValue(_override));

    private static Option<string[]> Act(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "peer",
    };

    private static TimeSpan? ParseLength(ArgumentResult result)
    {
        if (DurationText.TryParse(result.Tokens[0].Value, out var length) && length is not null)
            return length;
        result.AddError($"--for {result.Tokens[0].Value}: expected a length such as 60s or 5m.");
        return null;
    }
}
