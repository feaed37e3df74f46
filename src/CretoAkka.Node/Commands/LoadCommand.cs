using System.CommandLine;
using System.CommandLine.Parsing;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Commands;

/// <summary>The command line of load.</summary>
internal static class LoadCommand
{
    /// <summary>The command.</summary>
    public static Command Of(IProcessCommands commands)
    {
        var urls = new Option<Uri[]>("--url")
        {
            Description = "Where a replica serves HTTP; once for each. At least f + 1 of them must answer.",
            HelpName = "url",
            Required = true,
            CustomParser = ParseUrls,
        };
        var keys = new Option<DirectoryInfo>("--keys")
        {
            Description = "The directory with the clients' key and the replicas' public ones. [default: keys]",
            HelpName = "directory",
            DefaultValueFactory = _ => new DirectoryInfo("keys"),
        };
        var clients = new Option<int>("--clients")
        {
            Description = "How many ask at once, each one request after the other.",
            HelpName = "n",
            DefaultValueFactory = _ => 8,
            CustomParser = result => ProcessCommands.Number(result, 1, ClientNames.OutsideCount),
        };
        var duration = new Option<TimeSpan>("--duration")
        {
            Description = "For how long: a number and ms, s, m or h. [default: 30s]",
            HelpName = "length",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(30),
            CustomParser = ParseDuration,
        };
        var check = new Option<bool>("--check")
        {
            Description = "Checks that some order explains every answer; status 1: none does.",
        };
        var command = new Command("load", "Reads and writes through f + 1 equal, signed replies, and measures it.")
        {
            urls, keys, clients, duration, check,
        };
        command.SetAction((parsed, cancellation) => commands.LoadAsync(
            new LoadOptions(
                parsed.GetRequiredValue(urls), parsed.GetRequiredValue(keys), parsed.GetValue(clients),
                parsed.GetValue(duration), parsed.GetValue(check)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    private static Uri[] ParseUrls(ArgumentResult result)
    {
        var urls = new List<Uri>();
        foreach (var token in result.Tokens)
        {
            if (Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                urls.Add(url!);
            else
                result.AddError($"--url {token.Value}: expected an address such as http://127.0.0.1:5080.");
        }
        return [.. urls.Distinct()];
    }

    private static TimeSpan ParseDuration(ArgumentResult result)
    {
        if (DurationText.TryParse(result.Tokens[0].Value, out var duration) && duration is { } length)
            return length;
        result.AddError($"--duration {result.Tokens[0].Value}: expected a length such as 30s or 5m.");
        return default;
    }
}
