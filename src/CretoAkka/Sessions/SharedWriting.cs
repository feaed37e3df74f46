namespace CretoAkka.Sessions;

/// <summary>
/// A message for several peers, written when the first of them needs it to be, and not again. Thread-safe: whoever
/// needs it meanwhile waits.
/// </summary>
internal sealed class SharedWriting(PayloadCodec codec, object payload)
{
    private readonly Lock _writing = new();
    private Outgoing? _forSessions;
    private Outgoing? _plain;

    /// <inheritdoc cref="PayloadCodec.TryWrite"/>
    public bool TryWrite(bool isPlain, out Outgoing? written, out string? refusal)
    {
        lock (_writing)
        {
            ref var kept = ref isPlain ? ref _plain : ref _forSessions;
            (written, refusal) = (kept, null);
            if (written is not null)
                return true;
            if (!codec.TryWrite(payload, isPlain, out written, out refusal))
                return false;
            kept = written;
            return true;
        }
    }
}
