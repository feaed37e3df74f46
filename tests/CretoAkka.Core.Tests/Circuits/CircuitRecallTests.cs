using CretoAkka.Core.Circuits;

namespace CretoAkka.Core.Tests.Circuits;

[Trait("Decision", "D19")]
public class CircuitRecallTests
{
    private static readonly CircuitPolicy Policy = new() { FailureThreshold = 2 };
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    private static Circuit Fresh => Circuit.Create(Policy);

    [Fact]
    public void A_circuit_that_was_open_is_open_for_the_rest_of_its_time()
    {
        var opened = Opened();
        var recalled = Fresh.Recall(opened, Later, Policy, mayOpen: true);
        Assert.Equal(
            (CircuitState.Open, TransitionCause.Recalled, opened.Deadline),
            (recalled.State, recalled.Cause, recalled.Deadline));
    }

    [Fact]
    public void Where_it_may_not_open_it_is_suspected()
    {
        var recalled = Fresh.Recall(Opened(), Later, Policy, mayOpen: false);
        Assert.True(recalled is { State: CircuitState.Closed, IsSuspected: true, Deadline: null });
    }

    [Fact]
    public void What_was_forced_is_over()
    {
        var forced = Fresh.Step(CircuitInput.ForceOpen(), default, Policy).Next;
        Assert.Equal(CircuitState.Closed, Fresh.Recall(forced, Later, Policy, mayOpen: true).State);
    }

    [Fact]
    public void What_somebody_did_to_the_new_circuit_meanwhile_stays_and_has_no_end()
    {
        foreach (var input in new[] { CircuitInput.Quarantine(), CircuitInput.ForceOpen(), CircuitInput.ForceClose() })
        {
            var held = Fresh.Step(input, default, Policy).Next;
            Assert.Same(held, held.Recall(Opened(), Later, Policy, mayOpen: true));
            Assert.Null(held.Deadline);
        }
    }

    private static Circuit Opened()
    {
        var circuit = Fresh;
        for (var i = 0; i < 2; i++)
            circuit = circuit.Step(CircuitInput.Fail(circuit.Generation), default, Policy).Next;
        Assert.Equal(CircuitState.Open, circuit.State);
        return circuit;
    }
}
