using System.Security.Cryptography;

namespace CretoAkka.Authentication;

/// <summary>A secret of both sides of a session, for one kind of message in one direction. Thread-safe.</summary>
internal sealed class SessionKey(byte[] key)
{
    /// <summary>The bytes of a key.</summary>
    public const int Length = 32;

    /// <summary>The bytes of a code: half of what is computed, as RFC 2104 allows.</summary>
    public const int CodeLength = 16;

    /// <summary>Writes the code of a message.</summary>
    public void Code(ReadOnlySpan<byte> message, Span<byte> code)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, whole);
        whole[..CodeLength].CopyTo(code);
    }

    /// <summary>Whether a code is the message's. Takes as long for a code that is almost right.</summary>
    public bool Matches(ReadOnlySpan<byte> message, ReadOnlySpan<byte> code)
    {
        Span<byte> right = stackalloc byte[CodeLength];
        Code(message, right);
        return CryptographicOperations.FixedTimeEquals(right, code);
    }
}

/// <summary>The keys of one session.</summary>
/// <param name="Frames">For what its opener sends.</param>
/// <param name="Acknowledgements">For what its receiver answers.</param>
internal sealed record SessionKeys(SessionKey Frames, SessionKey Acknowledgements);
