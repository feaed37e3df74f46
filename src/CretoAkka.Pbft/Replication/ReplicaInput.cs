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
    /// Time passed. To come at least once each <see cref="ReplicaSettings.StatusInterval"/>; more often makes timers
    /// more exact and is harmless otherwise.
    /// </summary>
    public sealed record Tick : ReplicaInput
    {
        /// <summary>The only one needed.</summary>
        public static readonly Tick Instance = new();
    }

    /// <summary>
    /// Another replica can be reached again. It is told once where we are, and asks for what it lacks: all that was
    /// said meanwhile need not be kept for it.
    /// </summary>
    public sealed record PeerRecovered(string Replica) : ReplicaInput;
}
