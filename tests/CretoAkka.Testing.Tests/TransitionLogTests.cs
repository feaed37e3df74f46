using CretoAkka.Calls;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Testing.Tests;

public sealed class TransitionLogTests : CircuitsTest
{
    [Fact]
    public void Transitions_are_expected_in_order_with_when_and_why()
    {
        Virtual.Bring(Node2, CircuitState.HalfOpen);
        var (opened, halfOpened) =
            Virtual.Transitions.Expect(Node2, CircuitState.Open, CircuitState.HalfOpen) is [var first, var second]
                ? (first, second)
                : default;
        Assert.Equal(TransitionCause.ConsecutiveFailures, opened!.Cause);
        Assert.Equal(TransitionCause.OpenExpired, halfOpened!.Cause);
        Assert.Equal(CircuitPolicy.Default.OpenTimeout, halfOpened.At - opened.At);
    }

    [Fact]
    public void Each_expectation_begins_where_the_last_one_of_that_peer_ended()
    {
        Virtual.Bring(Node2, CircuitState.Open);
        Virtual.Bring("node-3", CircuitState.Open);
        Virtual.Transitions.Expect(Node2, CircuitState.Open);
        Virtual.Transitions.Expect(Node2);
        Virtual.Pass(CircuitPolicy.Default.OpenTimeout);

        Assert.True(Circuits.TryAcquire(Node2, out var permit));
        Circuits.Complete(permit, Outcome.Failure);

        Virtual.Transitions.Expect(Node2, CircuitState.HalfOpen, CircuitState.Open);
        Virtual.Transitions.Expect("node-3", CircuitState.Open, CircuitState.HalfOpen);
        Assert.Equal(5, Virtual.Transitions.All.Count);
        Assert.Equal(3, Virtual.Transitions.Of(Node2).Count);
    }

    [Fact]
    public void What_was_not_expected_is_told_with_all_that_happened()
    {
        Virtual.Bring(Node2, CircuitState.Open);

        var thrown = Assert.Throws<CircuitAssertionException>(() => Virtual.Transitions.Expect(Node2));
        Assert.Equal(
            "Expected of the circuit of node-2: no change. It went through: "
            + "Open because ConsecutiveFailures at 00:00:00.",
            thrown.Message);
        Assert.Throws<CircuitAssertionException>(
            () => Virtual.Transitions.Expect(Node2, CircuitState.Open, CircuitState.HalfOpen));
        Virtual.Transitions.Expect(Node2, CircuitState.Open); // what failed took nothing
    }
}
