using Akka.Configuration;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Faults;
using CretoAkka.Node.Http;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Running;

/// <summary>The demo, from its options to its exit status.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="console">Where it talks to.</param>
/// <param name="store">Makes an empty store for the replica of a name.</param>
internal sealed class DemoRun(DemoOptions options, RunConsole console, Func<string, IStateMachine> store)
{
    /// <summary>A demo with healthy stores.</summary>
    public DemoRun(DemoOptions options, RunConsole console) : this(options, console, _ => new KeyValueStore())
    {
    }

    /// <summary>Runs until its time is over, its input has ended, or it is cancelled.</summary>
    /// <returns>0: all promises kept. 1: not. 2: it could not start, and one sentence said why.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var configuration = DemoConfiguration.Load(options.Config);
            var settings = DemoConfiguration.SettingsOf(configuration, options.Config).ScaledTo(options.Duration);
            ConfigurationWarnings.Write(configuration, console.Error);
            using var input = RunInput.Open(options.Input, console.Input);
            using var ports = options.HttpPort is { } first
                ? HttpPorts.Take(first, NodeCommands.Replicas)
                : HttpPorts.TakeFree(NodeCommands.Replicas);
            var page = DemoDashboard.Of(configuration, ports.First, options);
            var session = new DemoSession(options, console, page, settings);
            return await session.RunAsync(store, ports, input, cancellation);
        }
        catch (PortTakenException e)
        {
            return Refuse($"{e.Message}; --http-port names others, and without it four free ones are found.");
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            return Refuse(e.Message);
        }
    }

    private int Refuse(string sentence)
    {
        console.Error.WriteLine($"error: {sentence}");
        return ExitStatus.Misuse;
    }
}
