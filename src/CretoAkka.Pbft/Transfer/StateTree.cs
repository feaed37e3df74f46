using CretoAkka.Pbft.Messages;

namespace CretoAkka.Pbft.Transfer;

/// <summary>
/// A state cut into parts of at most <see cref="MessageLimits.Chunk"/> bytes, each known by its digest. A part is its
/// level and then its content: at level 0 a piece of the state, above that the digests of the parts below. So the
/// digest of the root proves every part on its own, and a source that lies is found out by the first part it sends.
/// </summary>
internal sealed class StateTree
{
    private const int Room = MessageLimits.Chunk - 1;
    private const int Fan = Room / Digest.Size;

    private readonly Dictionary<Digest, Bytes> _parts = [];

    private StateTree(Bytes content) => Content = content;

    /// <summary>The state.</summary>
    public Bytes Content { get; }

    /// <summary>The digest of everything.</summary>
    public Digest Root { get; private set; }

    /// <summary>The part that a digest names; null if there is none.</summary>
    public Bytes? Find(Digest digest) => _parts.TryGetValue(digest, out var part) ? part : null;

    /// <summary>Cuts a state.</summary>
    public static StateTree Of(Bytes content)
    {
        var tree = new StateTree(content);
        var below = new List<Digest>();
        for (var at = 0; at == 0 || at < content.Length; at += Room)
            below.Add(tree.Add(0, content.Span[at..Math.Min(at + Room, content.Length)]));
        for (byte level = 1; below.Count > 1; level++)
            below = [.. below.Chunk(Fan).Select(children => tree.Add(level, Concatenate(children)))];
        tree.Root = below[0];
        return tree;
    }

    /// <summary>The digests in a part above level 0.</summary>
    public static IEnumerable<Digest> Children(Bytes part)
    {
        for (var at = 1; at + Digest.Size <= part.Length; at += Digest.Size)
            yield return Digest.FromBytes(part.Span.Slice(at, Digest.Size));
    }

    /// <summary>Whether a part is of level 0: a piece of the state after its first byte.</summary>
    public static bool IsPiece(Bytes part) => part.Span is [0, ..];

    private Digest Add(byte level, ReadOnlySpan<byte> content)
    {
        var part = Bytes.Of([level, .. content]);
        var digest = Digest.Of(part.Span);
        _parts[digest] = part;
        return digest;
    }

    private static byte[] Concatenate(Digest[] digests)
    {
        var bytes = new byte[digests.Length * Digest.Size];
        for (var i = 0; i < digests.Length; i++)
            digests[i].CopyTo(bytes.AsSpan(i * Digest.Size));
        return bytes;
    }
}
