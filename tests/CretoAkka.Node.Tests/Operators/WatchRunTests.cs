using System.Text.Json;
using CretoAkka.Dashboard.Tests;
using CretoAkka.Node.Operators;
using Spectre.Console.Testing;

namespace CretoAkka.Node.Tests.Operators;

/// <summary>The command <c>watch</c> against a host that serves a node's circuits.</summary>
public sealed class WatchRunTests
{
    private static readonly string[] Forced = ["Open (ForcedOpen)"];

    private readonly KeptText _output = new();
    private readonly KeptText _error = new();

    private string Output => _output.ToString();

    [Fact]
    public async Task Each_change_is_a_line_and_Ctrl_C_ends_it_with_status_0()
    {
        await using var host = await Host.StartAsync();
        host.Circuits.AddPeer("node-2");
        using var interruption = new CancellationTokenSource();
        var run = Watch(host, json: false).RunAsync(interruption.Token);
        await SaysAsync("node-2 is Closed");

        host.Circuits.ForceOpen("node-2");
        await SaysAsync("node-1: node-2 is Open (ForcedOpen) because ForcedOpen");
        host.Circuits.RemovePeer("node-2");
        await SaysAsync("node-1: node-2 is no peer any more");
        await interruption.CancelAsync();

        Assert.Equal(0, await run);
        Assert.Empty(_error.ToString());
        Assert.Single(Output.Split('\n'), line => line.Contains("node-2 is Closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task As_JSON_each_telling_is_a_line()
    {
        await using var host = await Host.StartAsync();
        host.Circuits.AddPeer("node-2");
        using var interruption = new CancellationTokenSource();
        var run = Watch(host, json: true).RunAsync(interruption.Token);
        await Await.ThatAsync(() => Output.Count(c => c == '\n') >= 2, "it told twice");
        await interruption.CancelAsync();
        Assert.Equal(0, await run);

        foreach (var line in Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal("node-1", json.RootElement.GetProperty("node").GetString());
        }
    }

    [Fact]
    public async Task It_goes_on_once_the_node_is_back()
    {
        var host = await Host.StartAsync();
        host.Circuits.AddPeer("before");
        using var interruption = new CancellationTokenSource();
        var run = Watch(host, json: false).RunAsync(interruption.Token);
        await SaysAsync("before is Closed");

        await host.DisposeAsync();
        await using var again = await Host.StartAsync(port: host.Url.Port);
        again.Circuits.AddPeer("after");

        await SaysAsync("after is Closed");
        await interruption.CancelAsync();
        Assert.Equal(0, await run);
        Assert.NotEmpty(_error.ToString());
    }

    // The host tells its circuits twice a second: it seems silent to who has not the patience for that.
    [Fact]
    public async Task A_node_that_hangs_is_told_of_and_asked_again()
    {
        await using var host = await Host.StartAsync();
        host.Circuits.AddPeer("node-2");
        using var interruption = new CancellationTokenSource();
        var run = new WatchRun(
            NodeUrl.TryParse(host.Url.ToString())!,
            WatchRun.ViewOf(json: true, terminal: null, _output, _error),
            TimeSpan.FromSeconds(0.25)).RunAsync(interruption.Token);

        await Await.ThatAsync(
            () => _error.ToString().Split("says nothing any more.").Length > 2, "it told of the silence twice");
        await interruption.CancelAsync();
        Assert.Equal(0, await run);
        Assert.NotEmpty(Output);
    }

    [Fact]
    public async Task A_node_that_is_not_there_at_first_is_an_error()
    {
        var host = await Host.StartAsync();
        await host.DisposeAsync();

        var thrown = await Assert.ThrowsAsync<OperatorException>(
            () => Watch(host, json: false).RunAsync(CancellationToken.None));
        Assert.Contains("does not answer", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_terminal_it_is_a_table_that_is_drawn_in_place()
    {
        await using var host = await Host.StartAsync();
        host.Circuits.AddPeer("node-2");
        using var terminal = new TestConsole().Width(140).EmitAnsiSequences();
        using var interruption = new CancellationTokenSource();
        var run = new WatchRun(NodeUrl.TryParse(host.Url.ToString())!, new TableWatch(terminal))
            .RunAsync(interruption.Token);
        await Await.ThatAsync(() => terminal.Output.Contains("Closed", StringComparison.Ordinal), "it shows a table");

        host.Circuits.ForceOpen("node-2");
        await Await.ThatAsync(
            () => Forced.All(word => terminal.Output.Contains(word, StringComparison.Ordinal)), "it shows the force");
        await interruption.CancelAsync();

        Assert.Equal(0, await run);
        Assert.Contains("\u001b[6F\u001b[J", terminal.Output, StringComparison.Ordinal);
    }

    private WatchRun Watch(Host host, bool json) => new(
        NodeUrl.TryParse(host.Url.ToString())!,
        WatchRun.ViewOf(json, terminal: null, _output, _error));

    private Task SaysAsync(string what) =>
        Await.ThatAsync(() => Output.Contains(what, StringComparison.Ordinal), $"it says '{what}'");
}
