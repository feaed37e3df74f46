using System.Security.Cryptography;

namespace CretoAkka.Authentication;

/// <summary>What a node signs to open a session, and what both sides derive from it.</summary>
/// <param name="From">Who opens it.</param>
/// <param name="To">With whom.</param>
/// <param name="Nonce">The session's secret number.</param>
/// <param name="Incarnation">The opener's process.</param>
/// <param name="LowestVersion">The lowest wire version it speaks.</param>
/// <param name="HighestVersion">The highest.</param>
/// <param name="Key">Its public key for this session.</param>
internal sealed record Opening(
    string From,
    string To,
    ulong Nonce,
    long Incarnation,
    int LowestVersion,
    int HighestVersion,
    ReadOnlyMemory<byte> Key)
{
    /// <summary>What the opener signs.</summary>
    public byte[] Hello(long ping) => About("hello").Add(ping).ToArray();

    /// <summary>What the receiver signs.</summary>
    public byte[] Welcome(long ping, long incarnation, int version, ReadOnlySpan<byte> key) =>
        Answered("welcome", incarnation, version, key).Add(ping).ToArray();

    /// <summary>What a receiver signs that does not know a session.</summary>
    public static byte[] Stranger(string from, string to, ulong nonce, long incarnation) =>
        new Transcript("stranger").Add(from).Add(to).Add((long)nonce).Add(incarnation).ToArray();

    /// <summary>The keys of the session, of which both sides know everything but the secret.</summary>
    public SessionKeys Keys(byte[] secret, long incarnation, int version, ReadOnlySpan<byte> key)
    {
        var info = Answered("keys", incarnation, version, key).ToArray();
        var keys = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 2 * SessionKey.Length, salt: null, info);
        return new(new(keys[..SessionKey.Length]), new(keys[SessionKey.Length..]));
    }

    /// <summary>Whether another hello opens the same session.</summary>
    public bool IsSame(Opening other) =>
        this with { Key = default } == other with { Key = default } && Key.Span.SequenceEqual(other.Key.Span);

    private Transcript Answered(string kind, long incarnation, int version, ReadOnlySpan<byte> key) =>
        About(kind).Add(incarnation).Add(version).Add(key);

    private Transcript About(string kind) => new Transcript(kind)
        .Add(From)
        .Add(To)
        .Add((long)Nonce)
        .Add(Incarnation)
        .Add(LowestVersion)
        .Add(HighestVersion)
        .Add(Key.Span);
}
