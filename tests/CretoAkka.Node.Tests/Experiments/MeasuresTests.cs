using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Traffic;

namespace CretoAkka.Node.Tests.Experiments;

public sealed class MeasuresTests
{
    private static readonly Span Fault = new(Seconds(10), Seconds(20));

    [Fact]
    public void Stale_is_what_was_sent_more_than_a_second_before_the_end_and_handled_after_it()
    {
        Arrival[] arrivals =
        [
            Sent(5, at: 9), // In time.
            Sent(12, at: 19.9), // Late, but before the end.
            Sent(12, at: 20), // Stale.
            Sent(18.9, at: 30), // Stale.
            Sent(19, at: 20), // Just not.
            Sent(25, at: 25),
        ];

        Assert.Equal(2, Staleness.Handled(arrivals, Fault.To));
    }

    [Fact]
    public void A_key_is_missing_until_its_newest_or_a_newer_vote_is_there()
    {
        Arrival[] healthy = [Voted(1, 4, 11), Voted(1, 5, 12), Voted(2, 7, 13), Voted(3, 9, 5)];

        Assert.Equal(2, Missing([], healthy));
        Assert.Equal(2, Missing([Voted(1, 4, 11)], healthy));
        Assert.Equal(1, Missing([Voted(1, 5, 12)], healthy));
        Assert.Equal(0, Missing([Voted(1, 6, 22), Voted(2, 7, 13)], healthy));
        Assert.Equal(2, Missing([Voted(1, 6, 40), Voted(2, 7, 40)], healthy));
    }

    [Fact]
    public void Of_critical_messages_every_one_counts()
    {
        Arrival[] healthy = [.. Enumerable.Range(1, 3).Select(version => Voted(Vote.CriticalKey, version, 10 + version))];

        Assert.Equal(3, Missing([], healthy));
        Assert.Equal(2, Missing([healthy[2]], healthy));
        Assert.Equal(0, Missing(healthy, healthy));
    }

    [Fact]
    public void A_links_goodput_is_by_the_second_and_one_bad_second_does_not_spoil_its_p99()
    {
        var arrivals = new List<Arrival>();
        foreach (var second in new[] { 0, 1, 2 })
        {
            for (var i = 0; i < 100; i++)
            {
                var latency = second == 1 ? 500 : i == 0 ? 9 : i == 1 ? 3 : 1;
                var sent = TimeSpan.FromSeconds(second) + TimeSpan.FromMilliseconds(i);
                arrivals.Add(new Arrival(0, 0, sent, sent + TimeSpan.FromMilliseconds(latency)));
            }
        }

        var quality = LinkQuality.Of(
            [arrivals, arrivals], [new Span(Seconds(0), Seconds(2.5)), new(Seconds(2), Seconds(3))]);

        Assert.Equal(new LinkQuality(100, TimeSpan.FromMilliseconds(3)), quality);
    }

    [Fact]
    public void A_link_that_carried_nothing_has_no_goodput() =>
        Assert.Equal(default, LinkQuality.Of([[]], [Fault]));

    [Fact]
    public void Only_whole_seconds_count() =>
        Assert.Equal([new Span(Seconds(0.5), Seconds(1.5))], new Span(Seconds(0.5), Seconds(2.4)).Seconds());

    [Fact]
    public void What_is_written_is_read()
    {
        var log = new ArrivalLog();
        log.Add(Voted(Vote.CriticalKey, long.MaxValue, 1));
        log.Add(Sent(2, at: 3));
        var file = Path.GetTempFileName();
        try
        {
            var count = log.Write(file);

            Assert.Equal([Voted(Vote.CriticalKey, long.MaxValue, 1), Sent(2, at: 3)], ArrivalLog.Read(file, count));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static int Missing(IReadOnlyCollection<Arrival> arrivals, IReadOnlyCollection<Arrival> healthy) =>
        Staleness.Missing(arrivals, healthy, Fault, Seconds(30));

    private static Arrival Sent(double stamp, double at) => new(0, 0, Seconds(stamp), Seconds(at));

    private static Arrival Voted(int key, long version, double stamp) =>
        new(key, version, Seconds(stamp), Seconds(stamp));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
