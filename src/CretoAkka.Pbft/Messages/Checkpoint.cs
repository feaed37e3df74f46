namespace CretoAkka.Pbft.Messages;

/// <summary>A replica has executed every place up to a checkpoint.</summary>
/// <param name="Sender">The replica.</param>
/// <param name="Sequence">The place.</param>
/// <param name="State">The digest of everything that is replicated.</param>
public sealed record Checkpoint(string Sender, long Sequence, Digest State) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Checkpoint;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(Sequence);
        writer.Digest(State);
    }

    internal static Checkpoint Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Number(), reader.Digest());
}

/// <summary>
/// A replica shows that a checkpoint is stable: to one that is behind, or that asks with <see cref="Recover"/>.
/// </summary>
/// <param name="Sender">The replica.</param>
/// <param name="Nonce">Of the question that it answers; 0 if nobody asked.</param>
/// <param name="Proof">The highest that it knows.</param>
public sealed record Stable(string Sender, long Nonce, StableProof Proof) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Stable;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(Nonce);
        Proof.Write(writer);
    }

    internal static Stable Read(string sender, ref ByteReader reader) =>
        new(sender, reader.Number(), StableProof.Read(ref reader));
}

/// <summary>
/// A replica that lost its log asks everybody how far they are. Each answers with <see cref="Stable"/>.
/// </summary>
/// <param name="Sender">The replica.</param>
/// <param name="Nonce">Different at each start, so that no answer of an earlier life counts. Above 0.</param>
public sealed record Recover(string Sender, long Nonce) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.Recover;

    private protected override void WriteFields(ByteWriter writer) => writer.Number(Nonce);

    internal static Recover Read(string sender, ref ByteReader reader)
    {
        var recover = new Recover(sender, reader.Number());
        if (recover.Nonce == 0)
            reader.Fail(DecodeError.OutOfBounds);
        return recover;
    }
}
