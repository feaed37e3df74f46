using System.CommandLine;
using System.CommandLine.Parsing;

namespace CretoAkka.Node.Commands;

/// <summary>The command line of experiments.</summary>
internal static class ExperimentCommands
{
    /// <summary>The command by which an experiment starts its own processes.</summary>
    public const string Worker = "experiment-worker";

    private static readonly (string Name, ExperimentKind Kind)[] Names =
    [
        ("hung-peer", ExperimentKind.HungPeer),
        ("killed-peer", ExperimentKind.KilledPeer),
        ("restarted-peer", ExperimentKind.RestartedPeer),
        ("slow-peer", ExperimentKind.SlowPeer),
        ("flapping-peer", ExperimentKind.FlappingPeer),
        ("one-way-cut", ExperimentKind.OneWayCut),
        ("forced-open", ExperimentKind.ForcedOpen),
    ];

    /// <summary>What an experiment is called on the command line.</summary>
    public static string NameOf(ExperimentKind kind) => Names.Single(pair => pair.Kind == kind).Name;

    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Of(IExperimentCommands commands) => [Experiment(commands), Work(commands)];

    private static Command Experiment(IExperimentCommands commands)
    {
        var name = new Argument<ExperimentKind>("name")
        {
            HelpName = "name",
            Description = $"One of {string.Join(", ", Names.Select(pair => pair.Name))}.",
            CustomParser = ParseName,
        };
        var quick = new Option<bool>("--quick")
        {
            Description = "Shorter faults: 10 s, which are 20 or 30 s otherwise.",
        };
        var directory = new Option<DirectoryInfo?>("--out")
        {
            Description = "Where to write the table as CSV, and a plot.",
            HelpName = "directory",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "For what is random in a fault.",
            HelpName = "number",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("experiment", "Measures a fault three ways; status 0: all as claimed.")
        {
            name, quick, directory, seed,
        };
        command.SetAction((parsed, cancellation) => commands.RunAsync(
            new ExperimentOptions(
                parsed.GetValue(name), parsed.GetValue(quick), parsed.GetValue(directory), parsed.GetValue(seed)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    private static Command Work(IExperimentCommands commands)
    {
        var spec = new Argument<string>("spec");
        var command = new Command(Worker, "One process of an experiment.") { spec };
        command.Hidden = true;
        command.SetAction(parsed => commands.WorkAsync(
            parsed.GetRequiredValue(spec),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static ExperimentKind ParseName(ArgumentResult result)
    {
        var asked = result.Tokens[0].Value;
        foreach (var (name, kind) in Names)
        {
            if (name == asked)
                return kind;
        }
        result.AddError($"experiment {asked}: expected {string.Join(" or ", Names.Select(pair => pair.Name))}.");
        return default;
    }
}
