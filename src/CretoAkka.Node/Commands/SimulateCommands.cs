using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CretoAkka.Pbft.Replication;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Node.Commands;

/// <summary>The command line of the simulator.</summary>
internal static class SimulateCommands
{
    private const int Most = 31;

    /// <summary>The command.</summary>
    public static Command Of(ISimulateCommands commands)
    {
        var seeds = new Option<(ulong First, ulong Last)>("--seeds")
        {
            Description = "Which runs: a number, or two with .. between. [default: 1..100]",
            HelpName = "first..last",
            DefaultValueFactory = _ => (1, 100),
            CustomParser = ParseSeeds,
        };
        var replicas = new Option<int>("--replicas")
        {
            Description = "How many replicas.",
            HelpName = "n",
            DefaultValueFactory = _ => ReplicaGroup.Least,
            CustomParser = ParseReplicas,
        };
        var mode = new Option<RunMode>("--mode")
        {
            Description =
                "safety: faults come and go; liveness: as many as may be are broken for good. [default: safety]",
            HelpName = "safety|liveness",
            DefaultValueFactory = _ => RunMode.Safety,
            CustomParser = ParseMode,
        };
        var replay = new Option<ulong?>("--replay")
        {
            Description = "Tells one run in full; the last line is a hash of all that happened.",
            HelpName = "seed",
        };
        var scenario = new Option<FileInfo?>("--scenario")
        {
            Description = "Runs what a file says, one event a line.",
            HelpName = "file",
        };
        var command = new Command(
            "simulate", "Replicas over a virtual network, clock and disk; status 1: a rule was broken.")
        {
            seeds, replicas, mode, replay, scenario,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(commands.Run(
            new SimulateOptions(
                parsed.GetValue(seeds).First, parsed.GetValue(seeds).Last, parsed.GetValue(replicas),
                parsed.GetValue(mode), parsed.GetValue(replay), parsed.GetValue(scenario)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellation)));
        return command;
    }

    private static (ulong First, ulong Last) ParseSeeds(ArgumentResult result)
    {
        var asked = result.Tokens[0].Value;
        var ends = asked.Split("..");
        if (ends.Length <= 2 && TryNumber(ends[0], out var first) && TryNumber(ends[^1], out var last) && first <= last)
            return (first, last);
        result.AddError($"--seeds {asked}: expected a number or a range such as 1..1000.");
        return default;
    }

    private static bool TryNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < int.MaxValue;

    private static int ParseReplicas(ArgumentResult result)
    {
        var asked = result.Tokens[0].Value;
        if (TryNumber(asked, out var replicas) && replicas is >= ReplicaGroup.Least and <= Most)
            return (int)replicas;
        result.AddError($"--replicas {asked}: expected a number from {ReplicaGroup.Least} to {Most}.");
        return default;
    }

    private static RunMode ParseMode(ArgumentResult result)
    {
        var asked = result.Tokens[0].Value;
        if (asked is not ("safety" or "liveness"))
            result.AddError($"--mode {asked}: expected safety or liveness.");
        return asked == "liveness" ? RunMode.Liveness : RunMode.Safety;
    }
}
