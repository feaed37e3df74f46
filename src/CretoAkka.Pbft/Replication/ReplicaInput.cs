using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Replication;

/// <summary>Everything that can happen to a replica.</summary>
public abstract record ReplicaInput
{
    private ReplicaInput() { }

    /// <summary>Bytes came, from whomever.</summary>
    public sealed record ReceiveFrame(ReadOnlyMemory<byte> Frame) : ReplicaInput;

    /// <summary>A message came that was decoded already. Its signature is not believed.</summary>
    public sealed record Receive(SignedMessage Message) : ReplicaInput;

    /// <summary>
    /// Time passed. To come at least once each <see cref="ReplicaSettings.StatusInterval"/>; more often is harmless.
    /// </summary>
    public sealed record Tick : ReplicaInput
    {
        /// <summary>The only one needed.</summary>
        public static readonly Tick Instance = new();
    }
}
