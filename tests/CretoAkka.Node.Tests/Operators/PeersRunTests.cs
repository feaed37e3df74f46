using System.Text.Json;
using CretoAkka.Core.Circuits;
using CretoAkka.Dashboard.Tests;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Experiments;
using CretoAkka.Node.Processes;
using CretoAkka.Node.Simulations;
using CretoAkka.Quorums;

namespace CretoAkka.Node.Tests.Operators;

/// <summary>The command <c>peers</c> against a host that serves a node's circuits.</summary>
public sealed class PeersRunTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Circuits_are_listed_with_their_state_and_why()
    {
        await using var host = await Host.StartAsync();
        host.Circuits.AddPeer("node-3");
        for (var i = 0; i < CircuitPolicy.Default.FailureThreshold; i++)
            host.Circuits.RecordFailure("node-2");

        Assert.Equal(0, await RunAsync(host));

        var lines = Lines(_output);
        Assert.Equal("node-1: 2 peers", lines[0]);
        Assert.StartsWith("peer    state   because", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("node-2  Open    ConsecutiveFailures", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("node-3  Closed  None", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("  1", lines[2], StringComparison.Ordinal); // trips
    }

    [Fact]
    public async Task The_list_is_the_nodes_own_JSON_if_that_is_asked_for()
    {
        await using var host = await Host.StartAsync();
        host.Circuits.AddPeer("node-2");

        Assert.Equal(0, await RunAsync(host, "--json"));

        using var json = JsonDocument.Parse(_output.ToString());
        Assert.Equal("node-2", json.RootElement.GetProperty("circuits")[0].GetProperty("peer").GetString());
    }

    [Fact]
    public async Task Circuits_are_forced_reset_and_released()
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");
        host.Circuits.AddPeer("node-3");

        Assert.Equal(0, await ActAsync(host, "--force-open", "node-2", "--force-open", "node-3", "--for", "60s"));
        var forced = host.Circuits.GetStats("node-2");
        Assert.Equal(CircuitMode.ForcedOpen, forced.Mode);
        Assert.InRange(forced.ChangesIn!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.Equal(CircuitMode.ForcedOpen, host.Circuits.GetStats("node-3").Mode);

        Assert.Equal(0, await ActAsync(host, "--reset", "node-2", "--force-close", "node-3"));
        Assert.Equal(CircuitMode.Automatic, host.Circuits.GetStats("node-2").Mode);
        Assert.Equal(CircuitMode.ForcedClosed, host.Circuits.GetStats("node-3").Mode);

        host.Circuits.ReportEvidence("node-2", EvidenceKind.Equivocation);
        Assert.Equal(0, await ActAsync(host, "--release", "node-2"));
        Assert.NotEqual(CircuitMode.Quarantined, host.Circuits.GetStats("node-2").Mode);
        Assert.Contains("node-2: release: Done.", Lines(_output));
    }

    [Fact]
    public async Task Circuits_that_have_a_name_are_listed_and_forced_by_it()
    {
        await using var host = await Host.WithControlAsync("creto.instances.bulk { }");
        var bulk = PeerCircuits.Get(host.System, "bulk");
        bulk.AddPeer("node-3");

        Assert.Equal(0, await RunAsync(host, "--instance", "bulk"));
        Assert.Equal("node-1, bulk: 1 peers", Lines(_output)[0]);
        Assert.Equal(0, await ActAsync(host, "--instance", "bulk", "--force-open", "node-3"));
        Assert.Equal(CircuitMode.ForcedOpen, bulk.GetStats("node-3").Mode);

        Assert.Equal(1, await RunAsync(host, "--instance", "bulky"));
        Assert.Contains("There is no such instance", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_told_in_the_nodes_sentence_and_the_others_are_done()
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");
        host.Circuits.ReportEvidence("node-2", EvidenceKind.Equivocation);
        host.Circuits.AddPeer("node-3");

        Assert.Equal(1, await ActAsync(host, "--force-close", "node-2", "--force-close", "node-3", "--reset", "who"));

        var errors = Lines(_error);
        Assert.Equal(
            "error: node-2: force-close: Refused: the peer is quarantined, which only a release ends.", errors[0]);
        Assert.EndsWith("answered 404 (Not Found): There is no peer 'who'.", errors[1], StringComparison.Ordinal);
        Assert.Equal(CircuitMode.ForcedClosed, host.Circuits.GetStats("node-3").Mode);
    }

    [Fact]
    public async Task A_force_beyond_the_budget_must_insist()
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");
        host.Circuits.SetMembership(1, ["node-1", "node-2", "node-3"]);

        Assert.Equal(1, await ActAsync(host, "--force-open", "node-2"));
        Assert.Contains("as many are cut off as the protocol tolerates", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await ActAsync(host, "--force-open", "node-2", "--override-budget"));
        Assert.Equal(CircuitMode.ForcedOpen, host.Circuits.GetStats("node-2").Mode);
    }

    [Fact]
    public async Task Without_the_token_or_where_nobody_may_nothing_is_done()
    {
        await using (var host = await Host.WithControlAsync())
        {
            host.Circuits.AddPeer("node-2");
            Assert.Equal(1, await RunAsync(host, "--force-open", "node-2", "--token", "another-token-than-that"));
            Assert.Equal(1, await RunAsync(host, "--force-open", "node-2", "--token", "a\nb"));
            Assert.Equal(CircuitMode.Automatic, host.Circuits.GetStats("node-2").Mode);
        }
        await using (var host = await Host.StartAsync())
            Assert.Equal(1, await ActAsync(host, "--force-open", "node-2"));
        var errors = Lines(_error);
        Assert.Contains("401", errors[0], StringComparison.Ordinal);
        Assert.Equal("error: The token has characters that no token has.", errors[1]);
        Assert.Contains("creto.dashboard.allow-control is off", errors[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_the_page_brings_its_token()
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");

        Assert.Equal(0, await RunAsync($"{host.Url}circuits#token={Host.Token}", "--force-open", "node-2"));

        Assert.Equal(CircuitMode.ForcedOpen, host.Circuits.GetStats("node-2").Mode);
    }

    [Fact]
    public async Task A_hostile_name_can_be_named_and_does_not_steer_the_terminal()
    {
        const string name = "../a b#c?\u001b[2J\n\u2028\u202e";
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer(name);

        Assert.Equal(0, await ActAsync(host, "--force-open", name));
        Assert.Equal(0, await RunAsync(host));

        Assert.Equal(CircuitMode.ForcedOpen, host.Circuits.GetStats(name).Mode);
        Assert.Contains("../a b#c??[2J???", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _output.ToString());
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_one_sentence_and_status_1()
    {
        var host = await Host.StartAsync();
        var url = host.Url.ToString();
        await host.DisposeAsync();

        Assert.Equal(1, await RunAsync(url));

        Assert.Empty(_output.ToString());
        Assert.StartsWith(
            $"error: {url.TrimEnd('/')} does not answer: ", Assert.Single(Lines(_error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_verbose_it_is_said_where()
    {
        var host = await Host.StartAsync();
        var url = host.Url.ToString();
        await host.DisposeAsync();

        Assert.Equal(1, await RunAsync(url, "--verbose"));

        Assert.Contains("OperatorException", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("   at CretoAkka.Node.Operators.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_answers_and_is_no_node_is_told_so()
    {
        await using var host = await Host.StartAsync(configure: options => options.Circuits = () => null);
        Assert.Equal(1, await RunAsync(host));
        Assert.Contains("is down", _output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> ActAsync(Host host, params string[] more) => RunAsync(host, [.. more, "--token", Host.Token]);

    private Task<int> RunAsync(Host host, params string[] more) => RunAsync(host.Url.ToString(), more);

    private Task<int> RunAsync(string url, params string[] more) => new NodeCommands(
            (_, _) => Task.FromResult(9), new ConfigCommands(), new ExperimentRunner(), new SimulationRunner(null),
            new ProcessRunner(null))
        .RunAsync(["peers", url, .. more], _output, _error);

    private static string[] Lines(StringWriter text) =>
        text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
