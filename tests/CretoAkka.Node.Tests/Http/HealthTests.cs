using System.Net;
using CretoAkka.Core.Circuits;
using CretoAkka.Node.Running;
using CretoAkka.Node.Tests.Running;

namespace CretoAkka.Node.Tests.Http;

/// <summary>What four real nodes say of their health over HTTP.</summary>
[Collection("process")]
public sealed class HealthTests(RunningNodes nodes) : IClassFixture<RunningNodes>, IAsyncLifetime
{
    /// <summary>What the test before did has healed.</summary>
    public Task InitializeAsync() => Await.ThatAsync(
        () => nodes.Cluster.Nodes.SelectMany(node => node.System!.Circuits.GetStats().Values)
            .All(stats => stats is { State: CircuitState.Closed, IsSuspected: false }),
        "every circuit is closed and nobody suspected");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_node_is_ready_while_it_reaches_a_quorum()
    {
        var circuits = nodes["node-1"].System!.Circuits;
        foreach (var node in nodes.Cluster.Nodes)
            await SaysAsync(node.Name, HttpStatusCode.OK, "live", HttpStatusCode.OK, "ready");

        circuits.ForceOpen("node-4");
        await SaysAsync("node-1", HttpStatusCode.OK, "live", HttpStatusCode.OK, "ready");

        circuits.ForceOpen("node-3", overrideBudget: true);
        await SaysAsync(
            "node-1",
            HttpStatusCode.OK,
            "live",
            HttpStatusCode.ServiceUnavailable,
            "node-1 reaches 2 of the 3 replicas of a quorum.");
        await SaysAsync("node-2", HttpStatusCode.OK, "live", HttpStatusCode.OK, "ready");

        circuits.Reset("node-3");
        circuits.Reset("node-4");
        await SaysAsync("node-1", HttpStatusCode.OK, "live", HttpStatusCode.OK, "ready");
    }

    [Fact]
    public async Task A_node_that_is_cut_off_is_live_and_not_ready_until_it_is_heard_again()
    {
        nodes.Cluster.Network.Freeze(Cluster.Victim);
        await ReadyAsync(Cluster.Victim, ready: false);
        await ReadyAsync("node-1", ready: true);
        await AssertAsync(Cluster.Victim, "/health/live", HttpStatusCode.OK, "live");

        nodes.Cluster.Network.Thaw(Cluster.Victim);
        await ReadyAsync(Cluster.Victim, ready: true);
    }

    [Fact]
    public async Task A_dead_node_is_neither_live_nor_ready_until_it_is_restarted()
    {
        var node = nodes[Cluster.Victim];
        await nodes.Cluster.KillAsync(node);
        const string down = "node-4 is down.";
        await SaysAsync(node.Name, HttpStatusCode.ServiceUnavailable, down, HttpStatusCode.ServiceUnavailable, down);

        await nodes.Cluster.RestartAsync(node);
        await ReadyAsync(node.Name, ready: true);
        await AssertAsync(node.Name, "/health/live", HttpStatusCode.OK, "live");
    }

    [Fact]
    public async Task A_node_whose_actor_system_has_ended_by_itself_is_neither_live_nor_ready()
    {
        var node = nodes[Cluster.Victim];
        await node.System!.AbortAsync();
        const string down = "node-4 is down.";
        await SaysAsync(node.Name, HttpStatusCode.ServiceUnavailable, down, HttpStatusCode.ServiceUnavailable, down);

        await nodes.Cluster.KillAsync(node);
        await nodes.Cluster.RestartAsync(node);
        await ReadyAsync(node.Name, ready: true);
    }

    [Fact]
    public async Task Without_a_quorum_to_talk_to_nobody_is_ready()
    {
        nodes.Cluster.Network.Freeze("node-3");
        nodes.Cluster.Network.Freeze("node-4");
        foreach (var node in nodes.Cluster.Nodes)
            await ReadyAsync(node.Name, ready: false);

        nodes.Cluster.Network.Thaw("node-3");
        nodes.Cluster.Network.Thaw("node-4");
        foreach (var node in nodes.Cluster.Nodes)
            await ReadyAsync(node.Name, ready: true);
    }

    private async Task SaysAsync(
        string node, HttpStatusCode live, string liveText, HttpStatusCode ready, string readyText)
    {
        await AssertAsync(node, "/health/live", live, liveText);
        await AssertAsync(node, "/health/ready", ready, readyText);
    }

    private async Task AssertAsync(string node, string path, HttpStatusCode status, string text)
    {
        using var answer = await nodes.Http.GetAsync(nodes.Url(node, path));
        Assert.Equal((status, text + "\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    private Task ReadyAsync(string node, bool ready) => Await.ThatAsync(
        () =>
        {
            using var answer = nodes.Http.GetAsync(nodes.Url(node, "/health/ready")).Result;
            return answer.StatusCode == (ready ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        },
        $"{node} is {(ready ? "" : "not ")}ready");
}
