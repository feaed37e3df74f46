namespace CretoAkka.Sessions;

/// <summary>
/// A message for several peers, written when the first of them needs it to be, and not again. Thread-safe: those who
/// need it at the same moment may each write it.
/// </summary>
internal sealed class SharedWriting(PayloadCodec codec, object payload)
{
    private Outgoing? _written;

    /// <inheritdoc cref="PayloadCodec.TryWrite"/>
    public bool TryWrite(bool isPlain, out Outgoing? written, out string? refusal)
    {
        (written, refusal) = (Volatile.Read(ref _written), null);
        if (written is not null && (isPlain || codec.IsAllowed(written)))
            return true;
        if (!codec.TryWrite(payload, isPlain, out written, out refusal))
            return false;
        Volatile.Write(ref _written, written);
        return true;
    }
}
