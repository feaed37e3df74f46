namespace CretoAkka.Sessions;

/// <summary>
/// A message for several peers, written, or refused, when the first of them needs it, and not again. Thread-safe:
/// whoever needs it meanwhile waits.
/// </summary>
internal sealed class SharedWriting(PayloadCodec codec, object payload)
{
    private readonly Lock _writing = new();
    private Written? _forSessions;
    private Written? _plain;

    /// <summary>The message.</summary>
    public object Payload => payload;

    /// <inheritdoc cref="PayloadCodec.TryWrite"/>
    public bool TryWrite(bool isPlain, out Outgoing? written, out string? refusal)
    {
        lock (_writing)
        {
            ref var kept = ref isPlain ? ref _plain : ref _forSessions;
            kept ??= Write(isPlain);
            (written, refusal) = (kept.Message, kept.Refusal);
        }
        return written is not null;
    }

    private Written Write(bool isPlain)
    {
        codec.TryWrite(payload, isPlain, out var message, out var refusal);
        return new(message, refusal);
    }

    private sealed record Written(Outgoing? Message, string? Refusal);
}
