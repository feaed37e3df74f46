using Akka.Actor;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Testing.Tests;

public sealed class VirtualCircuitsTests : CircuitsTest
{
    private static readonly TimeSpan OpenTimeout = CircuitPolicy.Default.OpenTimeout;

    [Theory]
    [InlineData(CircuitState.Closed)]
    [InlineData(CircuitState.Open)]
    [InlineData(CircuitState.HalfOpen)]
    public void A_circuit_is_brought_into_any_state_from_any_other(CircuitState state)
    {
        foreach (var before in Enum.GetValues<CircuitState>())
        {
            Virtual.Bring(Node2, before);
            Virtual.Bring(Node2, state);
            var stats = Circuits.GetStats(Node2);
            Assert.Equal((state, CircuitMode.Automatic), (stats.State, stats.Mode));
        }
    }

    [Fact]
    public void An_open_period_passes_to_the_millisecond()
    {
        Virtual.Bring(Node2, CircuitState.Open);
        Virtual.Pass(OpenTimeout - TimeSpan.FromMilliseconds(1));
        Assert.Equal(CircuitState.Open, Circuits.GetState(Node2));

        Virtual.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(CircuitState.HalfOpen, Circuits.GetState(Node2));
    }

    [Fact]
    public void Time_passes_until_something_holds_and_no_longer()
    {
        Virtual.Bring(Node2, CircuitState.Open);
        var before = Virtual.Time.GetUtcNow();

        Virtual.PassUntil(() => Circuits.GetState(Node2) == CircuitState.HalfOpen, 2 * OpenTimeout);

        Assert.Equal(OpenTimeout, Virtual.Time.GetUtcNow() - before);
        Assert.Throws<CircuitAssertionException>(() => Virtual.PassUntil(() => false, OpenTimeout));
    }

    [Fact]
    public void What_an_actor_of_the_test_was_told_is_handled_once_it_has_settled()
    {
        var slow = System.ActorOf(Props.Create(() => new Counter()));
        Virtual.Include(slow);
        for (var i = 0; i < 10_000; i++)
            slow.Tell(i);

        Virtual.Settle();

        Assert.Equal(10_000, Counter.Handled);
    }

    private sealed class Counter : ReceiveActor
    {
        public Counter()
        {
            Handled = 0;
            Receive<int>(_ => Handled++);
        }

        public static int Handled { get; private set; }
    }
}
