using CretoAkka.Node.Commands;
using CretoAkka.Simulation.Runs;

namespace CretoAkka.Node.Tests.Commands;

public sealed class NodeCommandsTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly ConfigCalls _config = new();
    private readonly ExperimentCalls _experiments = new();
    private readonly SimulateCalls _simulations = new();
    private readonly ProcessCalls _processes = new();
    private DemoOptions? _asked;

    [Fact]
    public async Task No_arguments_are_the_demo_with_its_tour_for_a_minute()
    {
        Assert.Equal(7, await RunAsync());

        Assert.Equal(new DemoOptions(), _asked);
        Assert.Equal(TimeSpan.FromSeconds(60), _asked!.Duration);
        Assert.Equal(TourKind.Default, _asked.Tour);
    }

    [Fact]
    public async Task Every_option_arrives()
    {
        await RunAsync(
            "--duration", "40s", "--plain", "--tour", "none", "--http-port", "6000", "--config", "my.conf", "--control");

        Assert.Equal(TimeSpan.FromSeconds(40), _asked!.Duration);
        Assert.True(_asked.Plain);
        Assert.Equal(TourKind.None, _asked.Tour);
        Assert.Equal(6000, _asked.HttpPort);
        Assert.Equal("my.conf", _asked.Config!.Name);
        Assert.True(_asked.Control);
    }

    [Fact]
    public async Task Infinite_is_no_end()
    {
        await RunAsync("--duration", "infinite");

        Assert.Null(_asked!.Duration);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("operations.txt")]
    public async Task Input_has_no_tour_and_ends_with_the_input(string input)
    {
        await RunAsync("--input", input);

        Assert.Equal(input, _asked!.Input);
        Assert.Equal(TourKind.None, _asked.Tour);
        Assert.Null(_asked.Duration);
    }

    [Fact]
    public async Task An_input_may_be_said_to_have_no_tour()
    {
        await RunAsync("--input", "-", "--tour", "none");

        Assert.Equal(TourKind.None, _asked!.Tour);
    }

    [Theory]
    [InlineData("--duration", "60")]
    [InlineData("--duration")]
    [InlineData("--http-port", "65533")]
    [InlineData("--http-port", "0")]
    [InlineData("--http-port", "http")]
    [InlineData("--duration", "NaNs")]
    [InlineData("--duration=-Infinitys")]
    [InlineData("--tour", "grand")]
    [InlineData("--input", "-", "--tour", "default")]
    [InlineData("--speed", "1")]
    [InlineData("run")]
    [InlineData("config", "check")]
    [InlineData("experiment")]
    [InlineData("experiment", "no-peer")]
    [InlineData("experiment", "hung-peer", "--out")]
    public async Task A_wrong_command_line_costs_one_sentence_and_status_2(params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(arguments));

        Assert.Null(_asked);
        Assert.Empty(_output.ToString());
        var error = Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_has_examples()
    {
        Assert.Equal(0, await RunAsync("--help"));

        Assert.Contains("--duration", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("curl -X PUT", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("restart, lie)", _output.ToString(), StringComparison.Ordinal);
        Assert.Null(_asked);
    }

    [Fact]
    public async Task Config_commands_get_their_file()
    {
        Assert.Equal(0, await RunAsync("config", "check", "a.conf"));
        Assert.Equal(1, await RunAsync("config", "show"));
        Assert.Equal(1, await RunAsync("config", "show", "b.conf"));

        Assert.Equal(["check a.conf", "show ", "show b.conf"], _config.Calls);
    }

    [Fact]
    public async Task An_experiment_gets_its_name_and_options()
    {
        Assert.Equal(1, await RunAsync("experiment", "hung-peer", "--quick", "--out", "results"));

        Assert.Equal((ExperimentKind.HungPeer, true, "results"), _experiments.Asked);
    }

    [Fact]
    public async Task The_processes_of_an_experiment_are_no_users_business()
    {
        Assert.Equal(3, await RunAsync("experiment-worker", "{}"));
        await RunAsync("--help");

        Assert.Contains("experiment", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("experiment-worker", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulations_get_their_numbers_and_mode()
    {
        Assert.Equal(4, await RunAsync("simulate", "--seeds", "5..9", "--replicas", "7", "--mode", "liveness"));
        Assert.Equal(new SimulateOptions(5, 9, 7, RunMode.Liveness), _simulations.Asked);

        Assert.Equal(4, await RunAsync("simulate", "--replay", "12"));
        Assert.Equal(12UL, _simulations.Asked!.Replay);
    }

    [Theory]
    [InlineData("--seeds", "9..5")]
    [InlineData("--seeds", "many")]
    [InlineData("--replicas", "3")]
    [InlineData("--mode", "hope")]
    public async Task A_simulation_that_cannot_be_is_refused(string option, string value)
    {
        Assert.Equal(ExitStatus.Misuse, await RunAsync("simulate", option, value));
        Assert.StartsWith($"error: {option} {value}: expected", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        Task<int> Demo(DemoOptions options, CancellationToken cancellation)
        {
            _asked = options;
            return Task.FromResult(7);
        }
        return new NodeCommands(Demo, _config, _experiments, _simulations, _processes).RunAsync(arguments, _output, _error);
    }

    [Fact]
    public async Task Keys_and_files_of_a_group_are_asked_for()
    {
        Assert.Equal(0, await RunAsync("keys", "--out", "k"));
        Assert.Equal(0, await RunAsync(
            "cluster", "init", "--replicas", "7", "--out", "g", "--base-port", "5000", "--http-port", "6000"));
        Assert.Equal(0, await RunAsync("replica", "--config", "g/node-1.conf"));

        Assert.Equal(["keys k 4", "init g 7 5000 6000", "replica node-1.conf"], _processes.Asked);
    }

    [Fact]
    public async Task Load_is_eight_clients_for_30_seconds_unless_told_otherwise()
    {
        Assert.Equal(0, await RunAsync("load", "--url", "http://127.0.0.1:5081", "--url", "http://127.0.0.1:5082"));
        Assert.Equal(0, await RunAsync(
            "load", "--url", "http://h:1", "--keys", "k", "--clients", "3", "--duration", "2m", "--check"));

        Assert.Equal(
            [
                "load http://127.0.0.1:5081/ http://127.0.0.1:5082/ keys 8 30s False",
                "load http://h:1/ k 3 120s True",
            ],
            _processes.Asked);
    }

    [Theory]
    [InlineData("--replicas 3: expected a number from 4 to 31.", "keys", "--out", "k", "--replicas", "3")]
    [InlineData("--clients 65: expected a number from 1 to 64.", "load", "--url", "http://h", "--clients", "65")]
    [InlineData("--url h: expected an address such as http://127.0.0.1:5080.", "load", "--url", "h")]
    [InlineData("--duration infinite: expected a length such as 30s or 5m.", "load", "--url", "http://h", "--duration", "infinite")]
    [InlineData("Option '--url' is required.", "load")]
    [InlineData("Option '--config' is required.", "replica")]
    public async Task What_no_group_can_be_told_costs_a_sentence(string sentence, params string[] arguments)
    {
        Assert.Equal(ExitStatus.Misuse, await RunAsync(arguments));

        Assert.Equal($"error: {sentence}", _error.ToString().TrimEnd());
        Assert.Empty(_processes.Asked);
    }

    private sealed class ProcessCalls : IProcessCommands
    {
        public List<string> Asked { get; } = [];

        public int MakeKeys(DirectoryInfo directory, int replicas, TextWriter output, TextWriter error) =>
            Note($"keys {directory} {replicas}");

        public int InitCluster(InitOptions options, TextWriter output, TextWriter error) =>
            Note($"init {options.Out} {options.Replicas} {options.BasePort} {options.HttpPort}");

        public Task<int> RunReplicaAsync(
            FileInfo config, TextWriter output, TextWriter error, CancellationToken cancellation) =>
            Task.FromResult(Note($"replica {config.Name}"));

        public Task<int> LoadAsync(
            LoadOptions options, TextWriter output, TextWriter error, CancellationToken cancellation) =>
            Task.FromResult(Note(
                $"load {string.Join(' ', options.Urls)} {options.Keys} {options.Clients} {options.Duration.TotalSeconds}s {options.Check}"));

        private int Note(string asked)
        {
            Asked.Add(asked);
            return 0;
        }
    }

    private sealed class SimulateCalls : ISimulateCommands
    {
        public SimulateOptions? Asked { get; private set; }

        public int Run(SimulateOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            Asked = options;
            return 4;
        }
    }

    private sealed class ConfigCalls : IConfigCommands
    {
        public List<string> Calls { get; } = [];

        public int Check(FileInfo file, TextWriter output, TextWriter error)
        {
            Calls.Add($"check {file.Name}");
            return 0;
        }

        public int Show(FileInfo? file, TextWriter output, TextWriter error)
        {
            Calls.Add($"show {file?.Name}");
            return 1;
        }
    }

    private sealed class ExperimentCalls : IExperimentCommands
    {
        public (ExperimentKind Kind, bool Quick, string? Out) Asked { get; private set; }

        public Task<int> RunAsync(
            ExperimentOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            Asked = (options.Kind, options.Quick, options.Out?.Name);
            return Task.FromResult(1);
        }

        public Task<int> WorkAsync(string spec, TextWriter output, TextWriter error) => Task.FromResult(3);
    }
}
