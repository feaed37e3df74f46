using Akka.Hosting;
using CretoAkka.Core.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CretoAkka.Hosting.Tests;

[Trait("Decision", "D13")]
public sealed class HealthTests
{
    // n = 4, f = 1, Q = 3.
    private const string Members = """
        creto {
          node = "node-1"
          circuit-breaker.peers {
            "node-2" {}
            "node-3" {}
            "node-4" {}
          }
          quorum.members { "node-1" = 1, "node-2" = 1, "node-3" = 1, "node-4" = 1 }
        }

        """;

    [Fact]
    public async Task A_node_that_cuts_off_nobody_is_healthy()
    {
        await using var node = await StartAsync(Members);

        var health = await node.HealthAsync();

        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Equal("No peer is cut off.", health.Description);
        Assert.Equal(["node-2 Closed", "node-3 Closed", "node-4 Closed"], Peers(health));
    }

    [Fact]
    public async Task What_the_protocol_tolerates_degrades()
    {
        await using var node = await StartAsync(Members);
        Fail(node, "node-3");

        var health = await node.HealthAsync();

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal("Cut off: node-3.", health.Description);
        Assert.Equal(["node-2 Closed", "node-3 Open: ConsecutiveFailures", "node-4 Closed"], Peers(health));
        Assert.Equal((1L, 1L, 3L, 3L), Numbers(health));
    }

    [Fact]
    public async Task A_quorum_out_of_reach_is_unhealthy_though_no_more_may_be_cut_off()
    {
        await using var node = await StartAsync(Members);
        Fail(node, "node-3");
        Fail(node, "node-4"); // Beyond f: suspected, and not cut off.

        var health = await node.HealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Equal("Cut off: node-3. Suspected: node-4. Within reach: 2 of 4; a quorum is 3.", health.Description);
        Assert.Equal(["node-2 Closed", "node-3 Open: ConsecutiveFailures", "node-4 Suspected"], Peers(health));
    }

    [Fact]
    public async Task More_cut_off_than_the_protocol_tolerates_is_unhealthy_though_a_quorum_is_within_reach()
    {
        // n = 6, f = 1, Q = 4.
        await using var node = await StartAsync(Members + """
            creto.quorum.members { "node-5" = 1, "node-6" = 1 }
            """);
        node.Circuits.ForceOpen("node-2");
        node.Circuits.ForceOpen("node-3", overrideBudget: true);

        var health = await node.HealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Equal("Cut off: node-2, node-3. That is a weight of 2; the protocol tolerates 1.", health.Description);
        Assert.Equal((2L, 1L, 4L, 4L), Numbers(health));
    }

    [Fact]
    public async Task A_peer_that_is_probed_still_counts_as_cut_off()
    {
        await using var node = await StartAsync(Members + """
            creto.circuit-breaker.timeout = 1ms
            creto.session.probe-interval = 1ms
            """);
        Fail(node, "node-2");
        Assert.True(SpinWait.SpinUntil(() => node.Circuits.GetState("node-2") == CircuitState.HalfOpen, TimeSpan.FromSeconds(20)));

        var health = await node.HealthAsync();

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("node-2 HalfOpen: OpenExpired", Peers(health));
    }

    [Fact]
    public async Task Without_members_nothing_is_known_that_would_be_unhealthy()
    {
        await using var node = await StartAsync("""
            creto.circuit-breaker.peers {
              "node-2" {}
              "node-3" {}
            }
            """);
        Fail(node, "node-2");
        Fail(node, "node-3");

        var health = await node.HealthAsync();

        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal("Cut off: node-2, node-3.", health.Description);
    }

    [Fact]
    public async Task A_name_does_not_break_the_sentence_that_a_host_logs()
    {
        await using var node = await StartAsync("");
        Fail(node, "a\nWARN forged");

        var health = await node.HealthAsync();

        Assert.Equal("Cut off: \"a\\u000aWARN forged\".", health.Description);
        Assert.Equal(["a\nWARN forged Open: ConsecutiveFailures"], Peers(health));
    }

    [Fact]
    public async Task A_stopped_system_is_unhealthy_and_throws_nothing()
    {
        await using var node = await StartAsync(Members);
        await node.System.Terminate();

        var health = await node.HealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Equal("The actor system 'node' has stopped.", health.Description);
        Assert.Null(health.Exception);
    }

    [Fact]
    public async Task A_system_without_circuits_is_unhealthy_and_gets_none_by_being_asked()
    {
        await using var node = await Node.StartAsync((_, _) => { });

        var health = await node.HealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Equal("The circuits of 'node' have not started.", health.Description);
        Assert.False(node.System.HasExtension<PeerCircuits>());
    }

    [Fact]
    public async Task A_host_without_an_actor_system_is_unhealthy()
    {
        await using var services = new ServiceCollection().AddLogging().AddHealthChecks().AddCircuitBreakers().Services
            .BuildServiceProvider();

        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal("This host has no actor system: AddAkka adds one.", report.Entries["circuit-breakers"].Description);
    }

    [Fact]
    public async Task An_instance_is_asked_by_its_name()
    {
        await using var node = await Node.StartAsync(
            (b, _) => b.WithCircuitBreakers("bulk"),
            services: services => services.AddHealthChecks()
                .AddCircuitBreakers("bulk", "bulk", ["bulk"]).AddCircuitBreakers("slow", "slow", ["bulk"]));
        PeerCircuits.Get(node.System, "bulk").ForceOpen("node-2");

        var report = await node.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(r => r.Tags.Contains("bulk"));

        Assert.Equal("Cut off: node-2.", report.Entries["bulk"].Description);
        Assert.Equal("The circuits 'slow' of 'node' have not started.", report.Entries["slow"].Description);
        Assert.Equal(HealthStatus.Healthy, (await node.HealthAsync()).Status);
    }

    private static Task<Node> StartAsync(string hocon) =>
        Node.StartAsync((b, _) => b.AddHocon(hocon, HoconAddMode.Append).WithCircuitBreakers());

    private static void Fail(Node node, PeerId peer)
    {
        for (var i = 0; i < node.Circuits.Settings.Default.Circuit.FailureThreshold; i++)
            node.Circuits.RecordFailure(peer);
    }

    private static IEnumerable<string> Peers(HealthReportEntry health) =>
        ((IReadOnlyDictionary<string, string>)health.Data["peers"]).Select(peer => $"{peer.Key} {peer.Value}");

    private static (object, object, object, object) Numbers(HealthReportEntry health) =>
        (health.Data["cut-off"], health.Data["tolerated"], health.Data["within-reach"], health.Data["quorum"]);
}
