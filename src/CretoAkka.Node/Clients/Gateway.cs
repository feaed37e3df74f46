using Akka.Actor;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Clients;

/// <summary>The replicated key-value store as a user of one node sees it. Thread-safe.</summary>
/// <param name="actor">The node's <see cref="GatewayActor"/>.</param>
/// <param name="limit">How long to wait at most, should the actor be gone.</param>
internal sealed class Gateway(IActorRef actor, TimeSpan limit)
{
    /// <summary>Writes; ends once f + 1 replicas have.</summary>
    /// <exception cref="ArgumentException">The key or the value is out of bounds.</exception>
    /// <exception cref="TimeoutException">No agreement in time; whether the write took effect is not known.</exception>
    public Task<KeyValueResult> PutAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellation) =>
        RunAsync(new KeyValueOperation.Put(key, Bytes.Of(value.Span)), cancellation);

    /// <summary>Reads, in order with all writes; ends once f + 1 replicas agree.</summary>
    /// <exception cref="ArgumentException">The key is out of bounds.</exception>
    /// <exception cref="TimeoutException">No agreement in time.</exception>
    public Task<KeyValueResult> GetAsync(string key, CancellationToken cancellation) =>
        RunAsync(new KeyValueOperation.Get(key), cancellation);

    private async Task<KeyValueResult> RunAsync(KeyValueOperation operation, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<Bytes>(TaskCreationOptions.RunContinuationsAsynchronously);
        actor.Tell(new GatewayProtocol.Run(operation.Encode(), done));
        var result = await done.Task.WaitAsync(limit, cancellation);
        return KeyValueResult.TryDecode(result.Span)
            ?? throw new InvalidOperationException("the replicas agreed on a result that is none.");
    }
}
