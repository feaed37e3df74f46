using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Tests.Replicas;

/// <summary>Calls over Akka.Remote, through a circuit.</summary>
public sealed class CircuitLinksTests : IAsyncLifetime
{
    private static readonly ProtocolFrame Request = new([1, 2, 3]);

    private readonly ExtendedActorSystem _caller = Start("node-2");
    private readonly ExtendedActorSystem _called = Start("node-1");
    private readonly TaskCompletionSource<byte[]> _came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _caller.Terminate();
        await _called.Terminate();
    }

    [Fact]
    public async Task A_call_that_is_answered_is_a_success_of_the_peers_circuit()
    {
        var links = Join(out var circuits);
        _called.ActorOf(Akka.Actor.Props.Create(() => new Taker(_came, null)), "replica");

        Assert.True(await links.CallAsync("node-1", Request));

        Assert.Equal([1, 2, 3], await _came.Task.WaitAsync(Await.Limit));
        Assert.Equal((1, 0), Outcomes(circuits));
    }

    [Fact]
    public async Task A_call_that_nobody_answers_is_a_failure_of_it()
    {
        var links = Join(out var circuits);

        Assert.False(await links.CallAsync("node-1", Request));

        Assert.Equal((0, 1), Outcomes(circuits));
    }

    [Fact]
    public async Task A_circuit_that_is_open_refuses_the_call_at_once()
    {
        var links = Join(out var circuits);
        _called.ActorOf(Akka.Actor.Props.Create(() => new Taker(_came, null)), "replica");
        circuits.ForceOpen("node-1");

        Assert.False(await links.CallAsync("node-1", Request));

        Assert.Equal((0, 0), Outcomes(circuits));
        Assert.False(_came.Task.IsCompleted);
    }

    [Fact]
    public async Task Where_the_answer_is_to_come_others_cannot_guess()
    {
        var links = Join(out _);
        var places = new ConcurrentQueue<string>();
        _called.ActorOf(Akka.Actor.Props.Create(() => new Taker(_came, places)), "replica");

        await links.CallAsync("node-1", Request);
        await links.CallAsync("node-1", Request);

        Assert.All(places, place => Assert.Matches("^[0-9a-f]{32}$", place));
        Assert.Equal(2, places.Distinct().Count());
    }

    [Fact]
    public async Task Before_it_has_joined_nobody_is_called() =>
        Assert.False(await new CircuitLinks(_caller, PeerCircuits.Get(_caller)).CallAsync("node-1", Request));

    private CircuitLinks Join(out PeerCircuits circuits)
    {
        circuits = PeerCircuits.Get(_caller);
        var links = new CircuitLinks(_caller, circuits);
        links.Join([("node-1", $"{_called.Provider.DefaultAddress}/user/replica")]);
        return links;
    }

    private static (long Successes, long Failures) Outcomes(PeerCircuits circuits) =>
        (circuits.GetStats("node-1").Successes, circuits.GetStats("node-1").Failures);

    // Without sessions, so that nothing but calls has outcomes.
    private static ExtendedActorSystem Start(string name) => (ExtendedActorSystem)ActorSystem.Create(
        name,
        ConfigurationFactory.ParseString("""
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            creto.session.enabled = off
            creto.circuit-breaker.request-timeout = 2s
            creto.circuit-breaker.adaptive-timeout.enabled = off
            """).WithFallback(RemoteConfig.Of(NodeAddress.Local(0), NodeAddress.Local(0))));

    private sealed class Taker : ReceiveActor
    {
        public Taker(TaskCompletionSource<byte[]> came, ConcurrentQueue<string>? places) => Receive<RequestCall>(call =>
        {
            places?.Enqueue(Sender.Path.Name);
            came.TrySetResult(call.Bytes);
            Sender.Tell(RequestTaken.Instance);
        });
    }
}
