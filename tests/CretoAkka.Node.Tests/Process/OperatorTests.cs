using System.Text.Json;

namespace CretoAkka.Node.Tests.Process;

/// <summary>Operators' commands against the demo, each a process, as in two terminals.</summary>
[Collection("process")]
public sealed class OperatorTests
{
    [SignalFact]
    public async Task Ctrl_C_ends_a_simulation_with_a_sentence()
    {
        await using var simulation = NodeProcess.Start("simulate", "--seeds", "1..1000");
        await simulation.SaysAsync("/1000 runs");

        simulation.Interrupt();

        Assert.Equal(1, await simulation.ExitAsync());
        Assert.Equal(["error: interrupted."], simulation.Error);
    }

    [SignalFact]
    public async Task Ctrl_C_ends_an_experiment_with_a_sentence()
    {
        await using var experiment = NodeProcess.Start("experiment", "hung-peer", "--quick");
        await Await.ThatAsync(
            () => experiment.Error.Any(line => line.Contains(" of about ", StringComparison.Ordinal)), "it is running");

        experiment.Interrupt();

        Assert.Equal(1, await experiment.ExitAsync());
        Assert.Equal("error: interrupted.", experiment.Error.Last());
    }

    [SignalFact]
    public async Task A_circuit_of_the_demo_is_forced_by_its_link_and_watched_until_Ctrl_C()
    {
        await using var demo = NodeProcess.Start(
            "demo", "--plain", "--tour", "none", "--control", "--duration", "infinite");
        await demo.SaysAsync("#token=");
        var link = demo.Output.SelectMany(line => line.Split(' '))
            .First(word => word.Contains("#token=", StringComparison.Ordinal));
        await using var watch = NodeProcess.Start("watch", link);
        await watch.SaysAsync("node-4 is Closed");

        await using var force = NodeProcess.Start("peers", link, "--force-open", "node-4");
        Assert.True(await force.ExitAsync() == 0, force.Story);
        await watch.SaysAsync("node-4 is Open (ForcedOpen)");

        await using var list = NodeProcess.Start("peers", (await demo.UrlAsync()).ToString(), "--json");
        Assert.Equal(0, await list.ExitAsync());
        Assert.Equal("node-1", JsonDocument.Parse(list.Output.Last()).RootElement.GetProperty("node").GetString());

        watch.Interrupt();
        Assert.Equal(0, await watch.ExitAsync());
        Assert.Empty(watch.Error);
    }
}
