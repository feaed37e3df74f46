using Akka.Actor;
using Akka.Event;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Tests.Calls;

public class TerminationTests
{
    private static readonly PeerId Node2 = "node-2";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Calls_that_run_when_the_system_ends_are_cancelled_and_none_begins_after_it()
    {
        var system = ActorSystem.Create("ending");
        var circuits = PeerCircuits.Get(system);
        CancellationToken token = default;
        var running = circuits.ExecuteAsync(Node2, ct =>
        {
            token = ct;
            return new TaskCompletionSource<int>().Task;
        }).AsTask();
        await system.Terminate();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience));
        Assert.Equal((0L, 1L), (circuits.GetStats(Node2).Failures, circuits.GetStats(Node2).Neutral));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => circuits.ExecuteAsync(Node2, _ => new TaskCompletionSource<int>().Task).AsTask().WaitAsync(Patience));
        var begun = false;
        var answer = await circuits.TryExecuteAsync(Node2, _ => ValueTask.FromResult(begun = true));
        Assert.IsType<OperationCanceledException>(answer.Error);
        Assert.False(begun);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    [Trait("Decision", "D10")]
    public async Task A_mode_that_is_forced_for_ages_is_held_without_an_error()
    {
        using var system = ActorSystem.Create("ages");
        var errors = new List<string>();
        var listener = system.ActorOf(Props.Create(() => new Listener(errors)));
        system.EventStream.Subscribe(listener, typeof(Error));
        var circuits = PeerCircuits.Get(system);
        foreach (var duration in new[] { TimeSpan.MaxValue, TimeSpan.FromDays(100_000), TimeSpan.FromDays(30) })
        {
            Assert.Equal(CommandReply.Done, circuits.ForceOpen(Node2, duration));
            await circuits.Supervisor.Ask<CretoAkka.Circuits.CircuitProtocol.Statistics>(
                new CretoAkka.Circuits.CircuitProtocol.GetStats(Node2));
        }
        await listener.Ask<ActorIdentity>(new Identify(1));
        Assert.Empty(errors);
        Assert.Equal(CircuitState.Open, circuits.GetStats(Node2).State);
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(List<string> errors) => Receive<Error>(e => errors.Add(e.ToString()));
    }
}
