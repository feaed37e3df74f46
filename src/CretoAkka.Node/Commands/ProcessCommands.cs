using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using CretoAkka.Node.Processes;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Commands;

/// <summary>The command line of replicas in processes of their own.</summary>
internal static class ProcessCommands
{
    private const int Most = 31;

    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Of(IProcessCommands commands) =>
        [Keys(commands), Cluster(commands), Replica(commands), LoadCommand.Of(commands)];

    private static Command Keys(IProcessCommands commands)
    {
        var (directory, replicas) = (Out("Where they go; what is there is not overwritten."), Replicas());
        var command = new Command("keys", "Makes a pair of Ed25519 keys for each replica, and one for clients.")
        {
            directory, replicas,
        };
        command.SetAction(parsed => commands.MakeKeys(
            parsed.GetRequiredValue(directory), parsed.GetValue(replicas),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static Command Cluster(IProcessCommands commands)
    {
        var (directory, replicas) = (Out("Where they go; what is there is not overwritten."), Replicas());
        var port = Port("--base-port", "The first port of Akka.Remote; the others follow.", ClusterFiles.DefaultPort);
        var http = Port("--http-port", "The first port of HTTP; the others follow.", ClusterFiles.DefaultHttpPort);
        var init = new Command("init", "Writes the settings of each replica, and all keys.")
        {
            directory, replicas, port, http,
        };
        init.SetAction(parsed => commands.InitCluster(
            new InitOptions(
                parsed.GetRequiredValue(directory), parsed.GetValue(replicas), parsed.GetValue(port),
                parsed.GetValue(http)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return new Command("cluster", "Makes a group of replicas.") { init };
    }

    private static Command Replica(IProcessCommands commands)
    {
        var config = new Option<FileInfo>("--config")
        {
            Description = "Its settings, as cluster init writes them.",
            HelpName = "file",
            Required = true,
        };
        var command = new Command("replica", "One replica, until Ctrl-C or SIGTERM; status 0: it ended as told.")
        {
            config,
        };
        command.SetAction((parsed, cancellation) => commands.RunReplicaAsync(
            parsed.GetRequiredValue(config),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }

    private static Option<DirectoryInfo> Out(string description) => new("--out")
    {
        Description = description,
        HelpName = "directory",
        Required = true,
    };

    private static Option<int> Replicas() => new("--replicas")
    {
        Description = "How many replicas.",
        HelpName = "n",
        DefaultValueFactory = _ => ReplicaGroup.Least,
        CustomParser = result => Number(result, ReplicaGroup.Least, Most),
    };

    private static Option<int> Port(string name, string description, int port) => new(name)
    {
        Description = description,
        HelpName = "port",
        DefaultValueFactory = _ => port,
        CustomParser = result => Number(result, 1, IPEndPoint.MaxPort - Most),
    };

    /// <summary>Reads a number within bounds.</summary>
    public static int Number(ArgumentResult result, int least, int most)
    {
        var asked = result.Tokens[0].Value;
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        var option = (result.Parent as OptionResult)?.Option.Name;
        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{option} {asked}: expected a number from {least} to {most}."));
        return default;
    }
}
