using CretoAkka.Node.Experiments.Traffic;

namespace CretoAkka.Node.Tests.Experiments;

public sealed class VoteTests
{
    [Fact]
    public void A_vote_is_a_kilobyte_and_reads_as_it_was_written()
    {
        var read = new Vote(new Vote(63, long.MaxValue, TimeSpan.FromTicks(123)).Bytes);

        Assert.Equal(1024, read.Bytes.Length);
        Assert.Equal((63, long.MaxValue, TimeSpan.FromTicks(123)), (read.Key, read.Version, read.Stamp));
    }

    [Fact]
    public void Keys_come_by_turns_and_versions_grow()
    {
        var stream = new VoteStream();

        var votes = Enumerable.Range(0, 2 * VoteStream.Keys).Select(_ => stream.Next(TimeSpan.Zero)).ToList();

        Assert.Equal(
            Enumerable.Range(0, 2 * VoteStream.Keys).Select(i => (i % VoteStream.Keys, (long)(i / VoteStream.Keys))),
            votes.Select(vote => (vote.Key, vote.Version)));
    }

    [Fact]
    public void One_message_of_so_many_is_critical_and_takes_no_vote_away()
    {
        var stream = new VoteStream();

        var votes = Enumerable.Range(0, 3 * VoteStream.CriticalEvery).Select(_ => stream.Next(TimeSpan.Zero)).ToList();

        Assert.Equal([1L, 2, 3], votes.Where(vote => vote.Key == Vote.CriticalKey).Select(vote => vote.Version));
        var ordinary = votes.Where(vote => vote.Key != Vote.CriticalKey);
        Assert.Equal(
            Enumerable.Range(0, 3 * (VoteStream.CriticalEvery - 1)).Select(i => (long)i),
            ordinary.Select(vote => vote.Version * VoteStream.Keys + vote.Key));
    }

    [Fact]
    public void The_rate_is_830_a_second() => Assert.Equal(8300, VoteStream.DueAfter(TimeSpan.FromSeconds(10)));
}
