using CretoAkka.Dashboard.Feeds;
using CretoAkka.Dashboard.Json;

namespace CretoAkka.Dashboard.Tests.Feeds;

public sealed class FeedTests
{
    [Fact]
    public async Task A_slow_listener_misses_older_frames_and_its_memory_is_bounded()
    {
        var client = new FeedClient();

        for (var number = 1; number <= 10_000; number++)
            client.Offer(new FeedFrame("{}", number, 0));
        Assert.Equal(FeedClient.Capacity, client.Waiting);
        client.Complete();

        var read = new List<long>();
        await foreach (var frame in client.ReadAsync(CancellationToken.None))
            read.Add(frame.LastEntry);
        Assert.Equal([9_997L, 9_998, 9_999, 10_000], read);
    }

    [Fact]
    public void A_timeline_keeps_the_latest_and_their_numbers()
    {
        var timeline = new Timeline(TimeProvider.System);
        for (var i = 0; i < Timeline.Capacity + 10; i++)
            timeline.Add(Entry(EntryKind.Circuit, "a"));

        var kept = timeline.Between(0, timeline.Last);

        Assert.Equal(Timeline.Capacity, kept.Length);
        Assert.Equal((11, Timeline.Capacity + 10), (kept[0].Number, kept[^1].Number));
        Assert.Equal([12L, 13], timeline.Between(11, 13).Select(entry => entry.Number));
    }

    [Fact]
    public void A_refusal_that_repeats_itself_is_said_once_until_something_else_happens()
    {
        var timeline = new Timeline(TimeProvider.System);

        timeline.Add(Entry(EntryKind.Refused, "a"));
        timeline.Add(Entry(EntryKind.Refused, "b"));
        timeline.Add(Entry(EntryKind.Refused, "a"));
        timeline.Add(Entry(EntryKind.Circuit, "a"));
        timeline.Add(Entry(EntryKind.Refused, "a"));

        Assert.Equal("abaa", string.Concat(timeline.Between(0, 100).Select(entry => entry.Peer)));
    }

    [Fact]
    public void So_many_may_listen_and_no_more()
    {
        using var views = new CircuitViews(new CircuitDashboardOptions(), () => null, TimeProvider.System);
        var feed = views.Main.Feed;
        var clients = Enumerable.Range(0, Seats.OfANode).Select(_ => feed.Join()!).ToList();

        Assert.Null(feed.Join());
        feed.Leave(clients[0]);
        Assert.NotNull(feed.Join());
        feed.Dispose();
        Assert.Null(feed.Join());
    }

    [Fact]
    public void Who_could_not_be_told_anything_takes_no_place()
    {
        using var views = new CircuitViews(
            new CircuitDashboardOptions(), () => throw new InvalidOperationException("Starting."), TimeProvider.System);
        var feed = views.Main.Feed;

        for (var i = 0; i <= Seats.OfANode; i++)
            Assert.Throws<InvalidOperationException>(feed.Join);

        Assert.Equal(0, feed.Clients);
    }

    [Fact]
    public void Who_leaves_twice_leaves_one_place()
    {
        using var views = new CircuitViews(new CircuitDashboardOptions(), () => null, TimeProvider.System);
        var feed = views.Main.Feed;
        var clients = Enumerable.Range(0, Seats.OfANode).Select(_ => feed.Join()!).ToList();

        feed.Leave(clients[0]);
        feed.Leave(clients[0]);

        Assert.NotNull(feed.Join());
        Assert.Null(feed.Join());
    }

    private static EntryJson Entry(string kind, string peer) =>
        new() { Kind = kind, Peer = peer, Word = "Word", Cause = "Cause" };
}
