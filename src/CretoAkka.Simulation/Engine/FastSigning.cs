using System.Buffers.Binary;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Simulation.Engine;

/// <summary>
/// Signatures that anybody could forge and nobody here does, unless its part in the run is to be caught at it: real
/// ones would cost a hundred times as much as all the rest.
/// </summary>
internal sealed class FastSigner(string id) : ISigner
{
    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(signature, FastVerifier.Tag(id, message));
        return signature;
    }
}

/// <summary>Checks what <see cref="FastSigner"/> signed.</summary>
internal sealed class FastVerifier : IVerifier
{
    /// <summary>The only one needed.</summary>
    public static readonly FastVerifier Instance = new();

    /// <inheritdoc/>
    public bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == sizeof(ulong)
        && BinaryPrimitives.ReadUInt64LittleEndian(signature) == Tag(signer, message);

    // A multiply and a shift for each eight bytes: any change of one changes the tag.
    internal static ulong Tag(string id, ReadOnlySpan<byte> message)
    {
        var tag = 0xCBF29CE484222325UL ^ (ulong)message.Length;
        foreach (var c in id)
            tag = Mix(tag, c);
        while (message.Length >= sizeof(ulong))
        {
            tag = Mix(tag, BinaryPrimitives.ReadUInt64LittleEndian(message));
            message = message[sizeof(ulong)..];
        }
        foreach (var b in message)
            tag = Mix(tag, b);
        return tag;
    }

    private static ulong Mix(ulong tag, ulong value)
    {
        var mixed = unchecked((tag ^ value) * 0x9E3779B97F4A7C15);
        return mixed ^ (mixed >> 32);
    }
}
