using CretoAkka.Core.Quorums;

namespace CretoAkka.Core.Tests.Quorums;

[Trait("Decision", "D13")]
public class QuorumRuleTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 0, 2)]
    [InlineData(4, 1, 3)]
    [InlineData(5, 1, 4)]
    [InlineData(6, 1, 4)]
    [InlineData(7, 2, 5)]
    [InlineData(10, 3, 7)]
    [InlineData(100, 33, 67)]
    public void Byzantine_members_make_a_quorum_of(int total, int faulty, int quorum) =>
        Assert.Equal(new QuorumRule(total, faulty, quorum), QuorumRule.Of(FaultModel.Byzantine, total));

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 2)]
    [InlineData(3, 1, 2)]
    [InlineData(4, 1, 3)]
    [InlineData(5, 2, 3)]
    [InlineData(100, 49, 51)]
    public void Crashing_members_make_a_quorum_of(int total, int faulty, int quorum) =>
        Assert.Equal(new QuorumRule(total, faulty, quorum), QuorumRule.Of(FaultModel.Crash, total));

    [Theory]
    [InlineData(FaultModel.Byzantine)]
    [InlineData(FaultModel.Crash)]
    public void The_correct_make_a_quorum_and_two_quorums_share_one_of_them(FaultModel model)
    {
        for (var n = 1; n <= 2_000; n++)
        {
            var rule = QuorumRule.Of(model, n);
            var shared = 2 * rule.Quorum - n;

            Assert.True(rule.Quorum <= n - rule.Faulty);
            Assert.True(shared > (model == FaultModel.Byzantine ? rule.Faulty : 0));
            Assert.False(2 * (rule.Quorum - 1) - n > (model == FaultModel.Byzantine ? rule.Faulty : 0));
        }
    }

    [Fact]
    public void The_heaviest_members_do_not_overflow()
    {
        var weights = Enumerable.Range(0, 7).ToDictionary(i => $"n{i}", _ => long.MaxValue);

        var rule = new Membership(1, "n0", weights, FaultModel.Byzantine).Rule;

        Assert.Equal(7 * (Int128)long.MaxValue, rule.Total);
        Assert.True(rule.Quorum > 4 * (Int128)long.MaxValue);
    }

    [Fact]
    public void A_membership_without_weight_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuorumRule.Of(FaultModel.Crash, 0));

    [Fact]
    public void A_membership_is_refused_that_leaves_out_this_node_or_weighs_a_member_nothing()
    {
        var weights = new Dictionary<string, long> { ["a"] = 1, ["b"] = 0 };

        var absent = Assert.Throws<ArgumentException>(() => new Membership(1, "c", weights, FaultModel.Crash));
        var weightless = Assert.Throws<ArgumentException>(() => new Membership(1, "a", weights, FaultModel.Crash));

        Assert.Contains("'c'", absent.Message, StringComparison.Ordinal);
        Assert.Contains("'b'", weightless.Message, StringComparison.Ordinal);
    }
}
