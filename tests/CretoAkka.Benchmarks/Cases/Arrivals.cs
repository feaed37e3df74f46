using Akka.Actor;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>Counts what arrives at an actor, for senders that must not run far ahead. Thread-safe.</summary>
/// <param name="usualChunk">Messages that are sent without a look at what has arrived, where nothing else is said.</param>
internal sealed class Arrivals(int usualChunk)
{
    private readonly Tally _arrived = new();

    /// <summary>An actor that counts what it is told.</summary>
    public Props Receiver() => Props.Create(() => new Counter(_arrived));

    /// <summary>Sends that many, at most two chunks ahead of what has arrived, and waits for the last.</summary>
    public async Task Pump(int times, Action<int> send, int? chunkOf = null)
    {
        var chunk = chunkOf ?? usualChunk;
        var before = _arrived.Count;
        for (var sent = 0; sent < times;)
        {
            await _arrived.ReachAsync(before + sent - chunk);
            for (var end = Math.Min(sent + chunk, times); sent < end; sent++)
                send(sent);
        }
        await _arrived.ReachAsync(before + times);
    }

    private sealed class Counter(Tally arrived) : UntypedActor
    {
        protected override void OnReceive(object message) => arrived.Add();
    }
}
