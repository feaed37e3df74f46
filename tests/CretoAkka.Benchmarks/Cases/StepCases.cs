using CretoAkka.Benchmarks.Ratios;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P6: the decision itself.</summary>
internal sealed class StepCases(Work polly)
{
    private readonly CircuitPolicy _policy = new() { FailureThreshold = 1 };
    private readonly Circuit _closed = Circuit.Create(new CircuitPolicy());

    public IEnumerable<Comparison> All()
    {
        yield return new Comparison(
            "P6", "Step, an outcome that changes nothing", Work.Sync("Circuit.Step", Unchanged), polly, 0.03)
        {
            BytesBound = 0,
        };
        yield return new Comparison(
            "P6a", "Step, a transition", Work.Sync("Circuit.Step", Transition), polly, 0.15);
    }

    private void Unchanged(int times)
    {
        var circuit = _closed;
        for (var i = 0; i < times; i++)
            circuit = circuit.Step(CircuitInput.Succeed(circuit.Generation), new TimeSpan(i), _policy).Next;
        if (!ReferenceEquals(circuit, _closed))
            throw new InvalidOperationException("A success changed a closed circuit.");
    }

    private void Transition(int times)
    {
        var opened = 0;
        for (var i = 0; i < times; i++)
        {
            var next = _closed.Step(CircuitInput.Fail(_closed.Generation), new TimeSpan(i), _policy).Next;
            opened += (int)next.State;
        }
        if (opened != times)
            throw new InvalidOperationException("A failure at threshold 1 did not open the circuit.");
    }
}
