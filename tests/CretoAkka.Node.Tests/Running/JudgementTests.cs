using CretoAkka.Node.Replicas;
using CretoAkka.Node.Running;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Replication;

namespace CretoAkka.Node.Tests.Running;

public sealed class JudgementTests
{
    [Fact]
    public void Replicas_that_agree_do_not_diverge() =>
        Assert.Equal(0, Judgement.Divergent([At(5, 1, 1), At(5, 1, 1), At(5, 1, 1), At(5, 1, 1)]));

    [Fact]
    public void Another_state_diverges() =>
        Assert.Equal(1, Judgement.Divergent([At(5, 1, 1), At(5, 1, 1), At(5, 2, 1), At(5, 1, 1)]));

    [Fact]
    public void Another_history_diverges_even_with_the_same_state() =>
        Assert.Equal(2, Judgement.Divergent([At(5, 1, 1), At(5, 1, 2), At(5, 1, 3), At(5, 1, 1)]));

    [Fact]
    public void Who_lags_behind_cannot_be_compared() =>
        Assert.Equal(0, Judgement.Divergent([At(5, 1, 1), At(4, 9, 9), At(5, 1, 1)]));

    [Fact]
    public void Nobody_does_not_diverge() => Assert.Equal(0, Judgement.Divergent([]));

    private static ReplicaProtocol.ReplicaStatus At(long executed, byte state, byte history) => new(
        "node", ReplicaMode.Voting, 0, executed, Digest.Of([state]), Digest.Of([history]));
}
