using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Net;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Commands;

/// <summary>The command line: what can be asked for. What is done then comes in as functions.</summary>
internal sealed class NodeCommands
{
    /// <summary>Replicas, and so consecutive HTTP ports.</summary>
    public const int Replicas = 4;

    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "What went wrong in full, not in one sentence.",
        Recursive = true,
    };

    private readonly Option<TimeSpan> _duration = new("--duration")
    {
        Description = "How long to run: a number and ms, s, m or h, or infinite. [default: 60s]",
        HelpName = "length",
        CustomParser = ParseDuration,
    };

    private readonly Option<bool> _plain = new("--plain")
    {
        Description = "Lines instead of a live table; so, too, where output is redirected.",
    };

    private readonly Option<TourKind> _tour = new("--tour")
    {
        Description = "The faults on node-4: none, or default (hang, recover, kill, restart, lie). [default: default]",
        HelpName = "none|default",
        DefaultValueFactory = _ => TourKind.Default,
        CustomParser = TourText.Parse,
    };

    private readonly Option<FileInfo?> _config = new("--config")
    {
        Description = "A HOCON file laid over the demo's own settings.",
        HelpName = "file",
    };

    private readonly Option<string?> _input = new("--input")
    {
        Description = "Operations to run, one a line: PUT key value, or GET key; - reads standard input. No tour.",
        HelpName = "file",
    };

    private readonly Option<int?> _httpPort = new("--http-port")
    {
        Description = "The first of four HTTP ports on 127.0.0.1. [default: the first four free ones from 5080 on]",
        HelpName = "port",
        CustomParser = ParsePort,
    };

    private readonly Option<bool> _control = new("--control")
    {
        Description = "Whoever has the link that is printed may force circuits by the page; with --tour none, "
            + "also hang, kill and restart nodes.",
    };

    /// <summary>Builds the commands.</summary>
    public NodeCommands(
        Func<DemoOptions, CancellationToken, Task<int>> demo,
        IConfigCommands config,
        IExperimentCommands experiments,
        ISimulateCommands simulations,
        IProcessCommands processes)
    {
        Root = new RootCommand(
            "Four replicas agree on writes while one of them hangs, is cut off, and is taken in again.")
        {
            _duration, _plain, _tour, _config, _input, _httpPort, _control, _verbose,
        };
        Root.Validators.Add(result => TourText.RefuseWithInput(result, _input, _tour));
        Root.SetAction((parsed, cancellation) => demo(Options(parsed), cancellation));
        var named = new Command("demo", "The same as no command.")
        {
            _duration, _plain, _tour, _config, _input, _httpPort, _control,
        };
        named.Validators.Add(result => TourText.RefuseWithInput(result, _input, _tour));
        named.SetAction((parsed, cancellation) => demo(Options(parsed), cancellation));
        Root.Add(named);
        Root.Add(Config(config));
        foreach (var command in ExperimentCommands.Of(experiments))
            Root.Add(command);
        Root.Add(SimulateCommands.Of(simulations));
        foreach (var command in ProcessCommands.Of(processes).Concat(OperatorCommands.All))
            Root.Add(command);
        var help = Root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <summary>The root command: the demo.</summary>
    public RootCommand Root { get; }

    /// <summary>
    /// Runs what the arguments ask for; a wrong command line costs one sentence and <see cref="ExitStatus.Misuse"/>.
    /// </summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var parsed = Root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            await error.WriteLineAsync($"error: {parsed.Errors[0].Message}");
            return ExitStatus.Misuse;
        }
        // Ctrl-C is asked for by the token: the demo ends with a last line, and a status that says how it went.
        var invocation = new InvocationConfiguration
        {
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
            Output = output,
            Error = error,
        };
        using var interruption = Interruption.Watch();
        return await CommandFailure.CatchAsync(
            () => parsed.InvokeAsync(invocation, interruption.Token), parsed.GetValue(_verbose), error);
    }

    private DemoOptions Options(ParseResult parsed) => new()
    {
        Duration = Duration(parsed),
        Plain = parsed.GetValue(_plain),
        Tour = parsed.GetValue(_input) is null ? parsed.GetValue(_tour) : TourKind.None,
        Config = parsed.GetValue(_config),
        Input = parsed.GetValue(_input),
        HttpPort = parsed.GetValue(_httpPort),
        Control = parsed.GetValue(_control),
    };

    private TimeSpan? Duration(ParseResult parsed)
    {
        if (parsed.GetResult(_duration) is null)
            return parsed.GetValue(_input) is null ? DemoOptions.DefaultDuration : null;
        var asked = parsed.GetValue(_duration);
        return asked == Timeout.InfiniteTimeSpan ? null : asked;
    }

    private static Command Config(IConfigCommands commands)
    {
        var file = new Argument<FileInfo>("file") { Description = "A HOCON file." };
        var check = new Command("check", "Says whether a file is right: status 0, or one sentence and status 2.")
        {
            file,
        };
        check.SetAction(parsed => commands.Check(parsed.GetRequiredValue(file), Output(parsed), Error(parsed)));

        var optional = new Argument<FileInfo?>("file")
        {
            Description = "A HOCON file; without one, the defaults.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var show = new Command("show", "Prints the effective settings, and where each came from.") { optional };
        show.SetAction(parsed => commands.Show(parsed.GetValue(optional), Output(parsed), Error(parsed)));
        return new Command("config", "Checks and shows settings.") { check, show };
    }

    private static TextWriter Output(ParseResult parsed) => parsed.InvocationConfiguration.Output;

    private static TextWriter Error(ParseResult parsed) => parsed.InvocationConfiguration.Error;

    private static TimeSpan ParseDuration(ArgumentResult result)
    {
        if (!DurationText.TryParse(result.Tokens[0].Value, out var duration))
            result.AddError($"--duration {result.Tokens[0].Value}: expected a length such as 60s or 5m, or infinite.");
        return duration ?? Timeout.InfiniteTimeSpan;
    }

    private static int? ParsePort(ArgumentResult result)
    {
        const int last = IPEndPoint.MaxPort - Replicas + 1;
        if (int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= last)
            return port;
        result.AddError($"--http-port {result.Tokens[0].Value}: expected a port from 1 to 65532; four are taken.");
        return null;
    }
}
