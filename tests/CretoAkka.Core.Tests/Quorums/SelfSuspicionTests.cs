using CretoAkka.Core.Quorums;

namespace CretoAkka.Core.Tests.Quorums;

/// <summary>Four members, one of which is this node: n - Q = 1, and Q less ourselves = 2.</summary>
[Trait("Decision", "D13")]
public class SelfSuspicionTests
{
    private static readonly QuorumRule Rule = QuorumRule.Of(FaultModel.Byzantine, 4);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);
    private static readonly MemberSigns Talking = new(1, true, null, null, Seconds(9));
    private static readonly MemberSigns Silent = new(1, true, null, Seconds(8), Seconds(8));

    [Fact]
    public void One_silent_member_says_nothing_about_ourselves() =>
        Assert.False(Look([Silent, Talking, Talking], 10).IsSuspected);

    [Fact]
    public void More_silent_members_than_could_be_faulty_do()
    {
        Assert.False(Look([Silent, Silent, Talking], 9.9).IsSuspected);
        Assert.True(Look([Silent, Silent, Talking], 10).IsSuspected);
    }

    [Fact]
    public void A_member_that_was_cut_off_for_the_same_silence_counts_and_one_cut_off_before_does_not()
    {
        var justNow = Silent with { IsClosed = false, TrippedAt = Seconds(9) };
        var longAgo = Silent with { IsClosed = false, TrippedAt = Seconds(1), SilentSince = Seconds(0) };

        Assert.True(Look([justNow, Silent, Talking], 10).IsSuspected);
        Assert.False(Look([longAgo, Silent, Talking], 10).IsSuspected);
    }

    [Fact]
    public void It_ends_when_a_quorum_with_ourselves_has_acknowledged_something_since()
    {
        var suspicion = new SelfSuspicion(Seconds(10));
        var back = Talking with { HeardAt = Seconds(11) };

        Assert.True(suspicion.Look(Rule, 1, [back, Silent, Silent], Seconds(11), Window).IsSuspected);
        Assert.False(suspicion.Look(Rule, 1, [back, back, Silent], Seconds(11), Window).IsSuspected);
    }

    [Fact]
    public void As_many_as_may_be_faulty_never_make_us_suspect_ourselves()
    {
        for (var n = 1; n <= 40; n++)
        {
            var rule = QuorumRule.Of(FaultModel.Byzantine, n);
            var others = Enumerable.Range(1, n - 1).Select(i => i <= rule.Faulty ? Silent : Talking).ToList();
            Assert.False(default(SelfSuspicion).Look(rule, 1, others, Seconds(99), Window).IsSuspected);
        }
    }

    private static SelfSuspicion Look(MemberSigns[] others, double at) =>
        default(SelfSuspicion).Look(Rule, 1, others, Seconds(at), Window);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
