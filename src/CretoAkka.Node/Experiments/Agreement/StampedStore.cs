using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Experiments.Agreement;

/// <summary>The key-value store, and beside it when each request of an experiment was executed.</summary>
/// <remarks>The log is no part of the state: the digests of replicas agree though their clocks do not.</remarks>
internal sealed class StampedStore(ArrivalLog executed) : IStateMachine
{
    private readonly KeyValueStore _store = new();

    /// <inheritdoc/>
    public Bytes Apply(ReadOnlySpan<byte> operation)
    {
        if (KeyValueOperation.TryDecode(operation) is KeyValueOperation.Put { Value: { Length: Vote.Size } value })
        {
            var vote = new Vote(value.Span.ToArray());
            executed.Add(new Arrival(vote.Key, vote.Version, vote.Stamp, MachineClock.Now));
        }
        return _store.Apply(operation);
    }

    /// <inheritdoc/>
    public Digest Digest() => _store.Digest();

    /// <inheritdoc/>
    public Bytes Snapshot() => _store.Snapshot();

    /// <inheritdoc/>
    public bool TryRestore(ReadOnlySpan<byte> snapshot) => _store.TryRestore(snapshot);
}
