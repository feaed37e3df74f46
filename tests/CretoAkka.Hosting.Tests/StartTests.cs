using Akka.Actor;
using Akka.Hosting;
using CretoAkka.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Hosting.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task The_supervisor_is_a_required_actor()
    {
        await using var node = await Node.StartAsync((b, _) => b.WithCircuitBreakers());

        var supervisor = node.Services.GetRequiredService<IRequiredActor<PeerSupervisor>>();

        Assert.Equal(node.Circuits.Supervisor, supervisor.ActorRef);
        var stats = await supervisor.ActorRef.Ask<Statistics>(new GetStats("node-2"), TimeSpan.FromSeconds(20));
        Assert.Equal("node-2", stats.Peer.Value);
    }

    [Fact]
    public async Task Actors_that_are_added_later_find_the_supervisor_when_they_start()
    {
        IActorRef? found = null;
        await using var node = await Node.StartAsync((b, _) => b
            .WithCircuitBreakers()
            .WithActors((_, registry) => found = registry.Get<PeerSupervisor>()));

        Assert.Equal(node.Circuits.Supervisor, found);
    }

    [Fact]
    public async Task What_is_wrong_stops_the_host_with_a_sentence()
    {
        var thrown = await Assert.ThrowsAsync<CretoConfigurationException>(() =>
            Node.StartAsync((b, _) => b.WithCircuitBreakers(o => o.CircuitBreaker.FailureThreshold = 0)));

        Assert.Equal(
            "the options: creto.circuit-breaker.failure-threshold is 0; expected a whole number from 1 to 1000000.",
            Assert.Single(thrown.Problems).Sentence);
    }

    [Fact]
    public async Task Akka_gets_what_it_needs_of_the_reference_below_what_the_user_says()
    {
        await using var plain = await Node.StartAsync((b, _) => b.WithCircuitBreakers());
        await using var own = await Node.StartAsync((b, _) => b
            .AddHocon("akka.remote.retry-gate-closed-for = 7s", HoconAddMode.Append)
            .WithCircuitBreakers());

        Assert.Equal(TimeSpan.FromSeconds(1), Gate(plain));
        Assert.Equal(TimeSpan.FromSeconds(7), Gate(own));
    }

    [Fact]
    public async Task Whole_settings_in_code_and_options_are_not_both_obeyed()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Node.StartAsync((b, _) => b
            .AddSetup(new PeerCircuitsSetup { Settings = CretoSettings.Reference })
            .WithCircuitBreakers(o => o.Node = "node-1")));

        Assert.Contains("give one of them", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "D21")]
    public async Task An_instance_starts_with_the_host_and_has_its_own_options_over_those_of_all()
    {
        await using var node = await Node.StartAsync((b, _) => b
            .WithCircuitBreakers("bulk", o => o.CircuitBreaker.FailureThreshold = 2)
            .WithCircuitBreakers("quick")
            .WithCircuitBreakers(o => o.CircuitBreaker.SuccessThreshold = 9));

        var bulk = PeerCircuits.Find(node.System, "bulk")!.Settings.Default.Circuit;
        var quick = PeerCircuits.Find(node.System, "quick")!.Settings.Default.Circuit;

        Assert.Equal((2, 9), (bulk.FailureThreshold, bulk.SuccessThreshold));
        Assert.Equal((5, 9), (quick.FailureThreshold, quick.SuccessThreshold));
        Assert.Equal(5, node.Circuits.Settings.Default.Circuit.FailureThreshold);
    }

    [Fact]
    public void A_worker_needs_no_web_server() => Assert.DoesNotContain(
        typeof(CretoOptions).Assembly.GetReferencedAssemblies(),
        name => name.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    private static TimeSpan Gate(Node node) =>
        node.System.Settings.Config.GetTimeSpan("akka.remote.retry-gate-closed-for");
}
