using Akka.Actor;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>Counts what arrives at an actor, for senders that must not run far ahead. Thread-safe.</summary>
/// <param name="chunk">Messages that are sent without a look at what has arrived.</param>
internal sealed class Arrivals(int chunk)
{
    private TaskCompletionSource _reached = new();
    private long _count;
    private long _awaited = long.MaxValue;

    /// <summary>An actor that counts what it is told.</summary>
    public Props Receiver() => Props.Create(() => new Counter(this));

    /// <summary>Sends that many, at most two chunks ahead of what has arrived, and waits for the last.</summary>
    public async Task Pump(int times, Action<int> send)
    {
        var before = Interlocked.Read(ref _count);
        for (var sent = 0; sent < times;)
        {
            await Reach(before + sent - chunk);
            for (var end = Math.Min(sent + chunk, times); sent < end; sent++)
                send(sent);
        }
        await Reach(before + times);
    }

    private void Arrive()
    {
        if (Interlocked.Increment(ref _count) == Interlocked.Read(ref _awaited))
            _reached.TrySetResult();
    }

    private Task Reach(long count)
    {
        _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _awaited, count);
        if (Interlocked.Read(ref _count) >= count)
            _reached.TrySetResult();
        return _reached.Task;
    }

    private sealed class Counter(Arrivals arrivals) : UntypedActor
    {
        protected override void OnReceive(object message) => arrivals.Arrive();
    }
}
