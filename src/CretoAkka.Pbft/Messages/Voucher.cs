namespace CretoAkka.Pbft.Messages;

/// <summary>
/// A replica's signature of a message that the reader can write down by himself: a certificate of a hundred replicas
/// would not fit a frame if each of them named itself and what it signed.
/// </summary>
/// <param name="Replica">The replica's place in the group, from 0.</param>
/// <param name="Signature">Its signature.</param>
public readonly record struct Voucher(byte Replica, Bytes Signature)
{
    internal static void WriteAll(ByteWriter writer, ValueList<Voucher> vouchers)
    {
        writer.Count(vouchers.Count, MessageLimits.Replicas);
        foreach (var voucher in vouchers)
        {
            writer.Byte(voucher.Replica);
            writer.Block(voucher.Signature, MessageLimits.Signature);
        }
    }

    internal static ValueList<Voucher> ReadAll(ref ByteReader reader)
    {
        var vouchers = new Voucher[reader.Count(MessageLimits.Replicas)];
        for (var i = 0; i < vouchers.Length && !reader.Failed; i++)
        {
            vouchers[i] = new(reader.Byte(), reader.Block(MessageLimits.Signature));
            if (i > 0 && vouchers[i].Replica <= vouchers[i - 1].Replica)
                reader.Fail(DecodeError.NotCanonical);
        }

        return [.. vouchers];
    }
}
