namespace CretoAkka.Sessions;

/// <summary>
/// A message for several peers, written when the first of them needs it to be, and not again. Thread-safe: those who
/// need it at the same moment may each write it.
/// </summary>
internal sealed class SharedWriting(PayloadCodec codec, object payload)
{
    private Outgoing? _forSessions;
    private Outgoing? _plain;

    /// <inheritdoc cref="PayloadCodec.TryWrite"/>
    public bool TryWrite(bool isPlain, out Outgoing? written, out string? refusal)
    {
        ref var kept = ref isPlain ? ref _plain : ref _forSessions;
        (written, refusal) = (Volatile.Read(ref kept), null);
        if (written is not null)
            return true;
        if (!codec.TryWrite(payload, isPlain, out written, out refusal))
            return false;
        Volatile.Write(ref kept, written);
        return true;
    }
}
