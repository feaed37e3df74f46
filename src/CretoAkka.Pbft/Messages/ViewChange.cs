namespace CretoAkka.Pbft.Messages;

/// <summary>
/// A replica has left every view before this one, and tells what the new view must respect. It says this once for each
/// view: whatever is sent again is the same bytes.
/// </summary>
/// <param name="Sender">The replica.</param>
/// <param name="View">The view it moves to. Above 0.</param>
/// <param name="Stable">Its last stable checkpoint.</param>
/// <param name="Prepared">
/// For each place above that it has ever prepared, the proof of the highest view, in the order of places.
/// </param>
public sealed record ViewChange(string Sender, long View, StableProof Stable, ValueList<PreparedProof> Prepared)
    : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.ViewChange;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(View);
        Stable.Write(writer);
        writer.Count(Prepared.Count, MessageLimits.StatusSlots);
        foreach (var proof in Prepared)
            proof.Write(writer);
    }

    internal static ViewChange Read(string sender, ref ByteReader reader)
    {
        var view = reader.Number();
        var stable = StableProof.Read(ref reader);
        var prepared = new PreparedProof[reader.Count(MessageLimits.StatusSlots)];
        for (var i = 0; i < prepared.Length && !reader.Failed; i++)
        {
            prepared[i] = PreparedProof.Read(ref reader);
            if (prepared[i].Sequence <= (i == 0 ? stable.Sequence : prepared[i - 1].Sequence))
                reader.Fail(DecodeError.NotCanonical);
            if (prepared[i].View >= view)
                reader.Fail(DecodeError.OutOfBounds);
        }

        if (view == 0)
            reader.Fail(DecodeError.OutOfBounds);
        return new(sender, view, stable, reader.Failed ? [] : [.. prepared]);
    }
}
