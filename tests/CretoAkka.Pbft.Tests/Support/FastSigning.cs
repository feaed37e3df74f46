using System.Security.Cryptography;
using System.Text;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Pbft.Tests.Support;

/// <summary>Signatures that anybody could forge and nobody here does: for runs of many thousand messages.</summary>
internal sealed class FastSigner(string id) : ISigner
{
    public string Id => id;

    public byte[] Sign(ReadOnlySpan<byte> message) => FastVerifier.Tag(id, message);
}

internal sealed class FastVerifier : IVerifier
{
    public static readonly FastVerifier Instance = new();

    public bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual(Tag(signer, message));

    internal static byte[] Tag(string id, ReadOnlySpan<byte> message) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(id), message)[..8];
}
