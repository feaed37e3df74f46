using CretoAkka.Configuration;

namespace CretoAkka.Samples.Tests;

public sealed class SamplesTests
{
    [UnixFact]
    public async Task Bare_nodes_of_hocon_alone_tell_each_other_and_end_by_ctrl_c()
    {
        using var files = new NodeFiles();
        await using var one = SampleProcess.Start("BareNode", files.Write("node-1", "node-2"));
        await one.SaysAsync("node-2 Open: 0 delivered"); // It runs first, and alone.
        await using var two = SampleProcess.Start("BareNode", files.Write("node-2", "node-1"));

        await one.SaysAsync("the first vote: node-2: ");
        await two.SaysAsync("the first vote: node-1: ");
        await one.DeliversAsync("node-2", 5);
        await two.DeliversAsync("node-1", 5);

        one.Interrupt();
        two.Interrupt();
        Assert.Equal((0, 0), (await one.ExitAsync(), await two.ExitAsync()));
    }

    [Fact]
    public async Task A_bare_node_says_in_a_sentence_what_is_wrong_with_its_file()
    {
        using var files = new NodeFiles();
        await using var node = SampleProcess.Start(
            "BareNode", files.Write("node-1", "node-2", "creto.circuit-breaker.timeout = 30"));

        Assert.Equal(2, await node.ExitAsync());
        Assert.Contains("creto.circuit-breaker.timeout is 30; expected a duration", Assert.Single(node.Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node-1", "node-2")]
    [InlineData("node-2", "node-1")]
    public void A_file_of_the_bare_node_names_where_the_other_is(string node, string other)
    {
        var settings = CretoSettings.Load(Sample($"{node}.conf"));
        var port = CretoConfiguration.Reference.WithFile(Sample($"{other}.conf")).ToConfig()
            .GetString("akka.remote.dot-netty.tcp.port");

        Assert.Equal(node, settings.Node);
        Assert.Equal($"akka.tcp://bare@127.0.0.1:{port}/user/replica", settings.Peers[other].Address);
    }

    [Fact]
    public async Task A_hosted_node_ends_once_its_health_was_degraded_and_is_good_again()
    {
        await using var node = SampleProcess.Start("HostedNode");

        Assert.Equal(0, await node.ExitAsync());
        Assert.Equal(
            [
                "circuit-breakers: Healthy. No peer is cut off.",
                "circuit-breakers: Degraded. Cut off: node-4.",
                "circuit-breakers: Healthy. No peer is cut off.",
            ],
            node.Output.Where(line => line.StartsWith("circuit-breakers", StringComparison.Ordinal)));
        Assert.True(node.HasSaid("'node-4' did not answer within"), string.Join('\n', node.Output));
    }

    [Fact]
    public async Task Calls_go_to_the_best_of_the_others_at_once_when_a_circuit_is_open()
    {
        await using var client = SampleProcess.Start("CallingClient");

        Assert.Equal(0, await client.ExitAsync());
        string[] output = [.. client.Output];
        // Three fail, and more where this machine stands still so long that a failure is not the peer's.
        var failed = output[..6].TakeWhile(line => line.Contains("CircuitTimeoutException, so", StringComparison.Ordinal)).Count();
        Assert.InRange(failed, 3, 5);
        Assert.All(output[failed..6], line => Assert.Contains("CircuitOpenException, so", line, StringComparison.Ordinal));
        Assert.All(output[..6], line => Assert.EndsWith(" says 100", line, StringComparison.Ordinal));
        Assert.Equal("no account: The peer answers NotFound.", output[6]);
        Assert.Equal("replica-1 Open: 0 succeeded, 3 failed", output[7]);
        Assert.All(output[8..], line => Assert.EndsWith(" 0 failed", line, StringComparison.Ordinal));
    }

    private static string Sample(string file) => Path.Combine(WorkingCopy.Root, "src/samples/BareNode", file);
}
