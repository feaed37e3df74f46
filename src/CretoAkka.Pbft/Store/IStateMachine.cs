using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Store;

/// <summary>
/// What the replicas replicate. Deterministic: the same operations in the same order give the same results, the same
/// digest and the same snapshot on every machine, so it reads no clock, no culture and no randomness. One caller at a
/// time.
/// </summary>
public interface IStateMachine
{
    /// <summary>
    /// Runs one operation. Any bytes may come, for any client may send them: it answers with at most
    /// <see cref="MessageLimits.Result"/> bytes and never throws.
    /// </summary>
    Bytes Apply(ReadOnlySpan<byte> operation);

    /// <summary>A digest of the whole state. Equal states have equal digests.</summary>
    Digest Digest();

    /// <summary>The whole state. Equal states have equal snapshots, byte by byte.</summary>
    Bytes Snapshot();

    /// <summary>Takes over a state, in the place of its own.</summary>
    /// <returns>False if the bytes are no snapshot; then nothing has changed. Never throws.</returns>
    bool TryRestore(ReadOnlySpan<byte> snapshot);
}
