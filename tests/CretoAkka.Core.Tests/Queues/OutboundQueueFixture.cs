using CretoAkka.Core.Queues;

namespace CretoAkka.Core.Tests.Queues;

/// <summary>A queue of named messages, and short ways to say what happens to them.</summary>
public abstract class OutboundQueueFixture
{
    protected static readonly TimeSpan Start = TimeSpan.FromSeconds(7);
    protected static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private protected static readonly QueuePolicy Bounds = new(4, 100, MaxAge, 2);

    private protected OutboundQueue<string> Queue { get; } = new(new OutboundPolicy
    {
        Critical = Bounds,
        Normal = Bounds,
        Bulk = Bounds with { MaxBytes = 64 * 1024 },
        MaxLanes = 2,
    });

    private protected EnqueueResult<string> Add(string item, MessageLabel label = default, int bytes = 1) =>
        Queue.Enqueue(item, bytes, label, Start);

    private protected EnqueueResult<string> AddVersion(string item, long version, string key = "key") =>
        Add(item, new MessageLabel { Key = key, Version = version });

    private protected EnqueueResult<string> AddInstance(string item, long instance, string lane = "slot") =>
        Add(item, new MessageLabel { Lane = lane, Instance = instance });

    private protected EnqueueResult<string> AddOf(MessageClass of, string item, int bytes = 1) =>
        Add(item, new MessageLabel { Class = of }, bytes);

    private protected Pending<string> Take()
    {
        Assert.True(Queue.TryDequeue(out var message));
        return message;
    }

    private protected List<string> TakeAll()
    {
        var taken = new List<string>();
        while (Queue.TryDequeue(out var message))
            taken.Add(message.Item);
        return taken;
    }

    private protected void Deliver(Pending<string> message) =>
        Assert.True(Queue.End(message, PendingOutcome.Delivered));

    private protected static IEnumerable<(string, PendingOutcome)> Told(IReadOnlyList<Ended<string>> ended) =>
        ended.Select(e => (e.Message.Item, e.Outcome));

    private protected static IEnumerable<(string, PendingOutcome)> Superseded(params string[] items) =>
        items.Select(i => (i, PendingOutcome.Superseded));
}
