namespace CretoAkka.Relays;

/// <summary>
/// Which messages one peer has carried here of late, so that none is handed over twice. Not thread-safe.
/// </summary>
/// <remarks>One log for each carrier: what one peer makes up pushes nothing out of another's.</remarks>
internal sealed class RelayLog
{
    /// <summary>How many are remembered.</summary>
    public const int Most = 1024;

    private readonly HashSet<(string Author, ulong Id)> _seen = [];
    private readonly Queue<(string Author, ulong Id)> _oldest = [];

    /// <summary>Notes a message; false if it was here before.</summary>
    public bool IsNew(RelayedMessage message)
    {
        var id = (message.Author, message.Id);
        if (!_seen.Add(id))
            return false;
        if (_oldest.Count == Most)
            _seen.Remove(_oldest.Dequeue());
        _oldest.Enqueue(id);
        return true;
    }
}
