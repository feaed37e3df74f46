using CretoAkka.Pbft.Replication;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Replication;

public class ReplicaGroupTests
{
    public static TheoryData<int> Sizes => [.. Enumerable.Range(4, 97)];

    [Theory, MemberData(nameof(Sizes))]
    [Trait("Decision", "D13")]
    public void A_quorum_is_the_least_that_intersects_in_a_correct_replica_and_needs_no_faulty_one(int n)
    {
        var group = new ReplicaGroup(Bench.Names(n));
        var (f, q) = (group.MaxFaulty, group.Quorum);

        Assert.True(n >= (3 * f) + 1 && n < (3 * (f + 1)) + 1, "f is the most that n tolerates");
        Assert.True((2 * q) - n >= f + 1, "two quorums share a correct replica");
        Assert.True((2 * (q - 1)) - n < f + 1, "one less would not do");
        Assert.True(q <= n - f, "the correct replicas suffice");
        Assert.Equal((int)Math.Ceiling((n + f + 1) / 2.0), q);
    }

    [Theory]
    [InlineData(4, 1, 3)]
    [InlineData(5, 1, 4)]
    [InlineData(6, 1, 4)]
    [InlineData(7, 2, 5)]
    [InlineData(10, 3, 7)]
    [InlineData(13, 4, 9)]
    [InlineData(100, 33, 67)]
    public void The_usual_sizes_have_the_numbers_of_the_paper(int n, int f, int q)
    {
        var group = new ReplicaGroup(Bench.Names(n));
        Assert.Equal((f, q), (group.MaxFaulty, group.Quorum));
    }

    [Fact]
    public void The_office_of_the_primary_goes_round_in_order()
    {
        var group = new ReplicaGroup(["c", "a", "d", "b"]);
        Assert.Equal(["c", "a", "d", "b", "c"], new long[] { 0, 1, 2, 3, 4 }.Select(group.PrimaryOf));
        Assert.Equal(group.Replicas[(int)(long.MaxValue % 4)], group.PrimaryOf(long.MaxValue));
    }

    [Fact]
    public void A_stranger_has_no_place_in_the_group()
    {
        var group = new ReplicaGroup(Bench.Names(4));
        Assert.Equal((0, 3, -1), (group.IndexOf("node-1"), group.IndexOf("node-4"), group.IndexOf("NODE-1")));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(129)]
    public void A_group_too_small_to_tolerate_a_fault_or_too_large_for_a_certificate_is_refused(int n) =>
        Assert.Throws<ArgumentException>(() => new ReplicaGroup(Bench.Names(n)));

    [Fact]
    public void A_name_given_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ReplicaGroup(["a", "b", "c", "a"]));
}
