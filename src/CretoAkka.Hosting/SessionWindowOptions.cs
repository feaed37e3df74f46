namespace CretoAkka.Hosting;

/// <summary>What may be unacknowledged to one peer: section <c>creto.session.window</c>.</summary>
public sealed class SessionWindowOptions
{
    /// <summary>Messages at most. Key <c>messages</c>.</summary>
    public int? Messages { get; set; }

    /// <summary>Bytes at most. Key <c>bytes</c>.</summary>
    public long? Bytes { get; set; }
}
