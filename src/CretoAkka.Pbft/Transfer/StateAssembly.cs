using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Transfer;

/// <summary>Puts a <see cref="StateTree"/> together from its parts, in whatever order and from whomever they come.
/// </summary>
internal sealed class StateAssembly
{
    private readonly Digest _root;
    private readonly Dictionary<Digest, Bytes> _parts = [];
    private readonly HashSet<Digest> _missing;

    public StateAssembly(Digest root)
    {
        _root = root;
        _missing = [root];
    }

    public bool IsComplete => _missing.Count == 0;

    /// <summary>Some of the parts that are known to be missing.</summary>
    public IEnumerable<Digest> Missing(int max) => _missing.Take(max);

    /// <summary>Takes a part; false if it is none that is missing.</summary>
    public bool TryAdd(Bytes part)
    {
        var digest = Digest.Of(part.Span);
        if (!_missing.Remove(digest))
            return false;
        _parts[digest] = part;
        if (!StateTree.IsPiece(part))
            foreach (var child in StateTree.Children(part))
                if (!_parts.ContainsKey(child))
                    _missing.Add(child);
        return true;
    }

    /// <summary>The state, once complete.</summary>
    public Bytes Content()
    {
        var writer = new ByteWriter();
        Write(_root, writer);
        return new(writer.ToArray());
    }

    private void Write(Digest digest, ByteWriter writer)
    {
        var part = _parts[digest];
        if (StateTree.IsPiece(part))
            writer.Rest(Bytes.Of(part.Span[1..]));
        else
            foreach (var child in StateTree.Children(part))
                Write(child, writer);
    }
}
