using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Store;

/// <summary>
/// What the replicas replicate. Deterministic: the same operations in the same order give the same results and the same
/// digest on every machine, so it reads no clock, no culture and no randomness. One caller at a time.
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
}
