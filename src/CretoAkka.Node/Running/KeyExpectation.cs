namespace CretoAkka.Node.Running;

/// <summary>What may be read under one key that has a single writer. Not thread-safe.</summary>
/// <remarks>
/// A write that was given up may have taken effect, and still may, even after later ones: the replicas may order it at
/// any time. So it stays possible; only what was replaced by an acknowledged write is not.
/// </remarks>
internal sealed class KeyExpectation
{
    private const int MaxDoubtful = 256;

    private readonly Queue<string> _doubtful = new();
    private string? _current;

    /// <summary>Whether any write was ever acknowledged.</summary>
    public bool IsWritten => _current is not null;

    /// <summary>A write was acknowledged.</summary>
    public void Acknowledged(string value) => _current = value;

    /// <summary>A write was given up.</summary>
    public void GivenUp(string value)
    {
        if (_doubtful.Count == MaxDoubtful)
            _doubtful.Dequeue();
        _doubtful.Enqueue(value);
    }

    /// <summary>Whether this may be read; null: no value.</summary>
    public bool Allows(string? value) => value == _current || (value is not null && _doubtful.Contains(value));
}
