using Akka.Actor;
using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;

namespace CretoAkka.Testing.Tests;

public sealed class RefusedCircuitsTests() : CircuitsTest("creto.circuit-breaker.mode = observe-only")
{
    [Fact]
    public void A_circuit_that_only_observes_cannot_be_brought_to_open_and_says_so()
    {
        var thrown = Assert.Throws<CircuitAssertionException>(() => Virtual.Bring(Node2, CircuitState.Open));
        Assert.StartsWith(
            "The circuit of node-2 is Closed in mode ObserveOnly, and cannot be brought to Open", thrown.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nor_can_one_in_quarantine_be_brought_out_of_it()
    {
        Circuits.ReportEvidence(Node2, EvidenceKind.Equivocation);
        Assert.Throws<CircuitAssertionException>(() => Virtual.Bring(Node2, CircuitState.Closed));
    }

    [Fact]
    public void A_system_whose_time_is_real_is_refused_in_a_sentence()
    {
        using var real = ActorSystem.Create("real");
        var thrown = Assert.Throws<InvalidOperationException>(() => VirtualCircuits.Of(real));
        Assert.Equal(
            "The time of actor system 'real' is not virtual: make it with VirtualCircuits.Setup().", thrown.Message);
        Assert.Throws<InvalidOperationException>(() => new VirtualTime().Follow(real));
    }
}
