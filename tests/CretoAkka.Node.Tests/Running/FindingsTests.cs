using CretoAkka.Node.Replicas;
using CretoAkka.Node.Running;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Tests.Running;

public sealed class FindingsTests
{
    private static readonly Findings Good = Of(At(5, 1, 1), At(5, 1, 1), At(5, 1, 1), At(5, 1, 1));

    [Fact]
    public void A_run_that_came_to_rest_broke_no_promise()
    {
        Assert.True(Good.IsAtRest);
        Assert.Empty(Good.BrokenPromises);
    }

    [Fact]
    public void An_acknowledged_write_that_was_lost_breaks_a_promise() =>
        Assert.Equal(["acknowledged writes were lost."], (Good with { Lost = 1 }).BrokenPromises);

    [Fact]
    public void A_circuit_that_is_not_closed_breaks_a_promise_and_is_named()
    {
        var found = Good with { OpenCircuits = ["node-1 to node-3", "node-2 to node-4"] };

        Assert.Equal(
            ["circuits that are not closed: node-1 to node-3, node-2 to node-4."], found.BrokenPromises);
        Assert.False(found.IsAtRest);
    }

    [Fact]
    public void An_operation_without_agreement_breaks_a_promise() =>
        Assert.Equal(["an operation found no agreement."], (Good with { Agreed = false }).BrokenPromises);

    [Fact]
    public void A_client_that_tried_in_vain_breaks_a_promise() => Assert.Equal(
        ["no operation of the built-in client was answered."], (Good with { Unanswered = true }).BrokenPromises);

    [Fact]
    public void A_silent_replica_breaks_a_promise()
    {
        var found = Good with { Replicas = 5 };

        Assert.Equal(["a replica does not answer."], found.BrokenPromises);
        Assert.False(found.IsAtRest);
    }

    [Fact]
    public void A_replica_that_lags_behind_breaks_a_promise()
    {
        var found = Of(At(5, 1, 1), At(4, 1, 1));

        Assert.Equal(["a replica has not caught up."], found.BrokenPromises);
        Assert.False(found.IsAtRest);
    }

    [Fact]
    public void Another_state_breaks_a_promise() =>
        Assert.Equal(["replicas differ in state."], Of(At(5, 1, 1), At(5, 1, 1), At(5, 2, 1)).BrokenPromises);

    [Fact]
    public void Replicas_that_agree_do_not_diverge() => Assert.Equal(0, Good.Divergent);

    [Fact]
    public void Another_state_diverges() =>
        Assert.Equal(1, Of(At(5, 1, 1), At(5, 1, 1), At(5, 2, 1), At(5, 1, 1)).Divergent);

    [Fact]
    public void Another_history_diverges_even_with_the_same_state() =>
        Assert.Equal(2, Of(At(5, 1, 1), At(5, 1, 2), At(5, 1, 3), At(5, 1, 1)).Divergent);

    [Fact]
    public void Who_lags_behind_cannot_be_compared() =>
        Assert.Equal(0, Of(At(5, 1, 1), At(4, 9, 9), At(5, 1, 1)).Divergent);

    [Fact]
    public void Nobody_does_not_diverge() => Assert.Equal(0, Of().Divergent);

    private static Findings Of(params ReplicaProtocol.ReplicaStatus[] statuses) => new()
    {
        Replicas = statuses.Length,
        Statuses = [.. statuses],
        OpenCircuits = [],
        Lost = 0,
        Agreed = true,
    };

    private static ReplicaProtocol.ReplicaStatus At(long executed, byte state, byte history) => new(
        "node", ReplicaMode.Voting, 0, executed, Digest.Of([state]), Digest.Of([history]));
}
