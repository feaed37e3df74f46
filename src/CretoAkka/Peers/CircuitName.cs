using System.Globalization;

namespace CretoAkka.Peers;

/// <summary>Names of circuits' actors, made from whatever names peers have.</summary>
internal static class CircuitName
{
    private const int MaxLength = 120;
    private const int EscapeLength = 3;

    /// <summary>A valid name of an actor.</summary>
    /// <param name="peer">Whose circuit.</param>
    /// <param name="number">Keeps two incarnations, and two long names with the same beginning, apart.</param>
    public static string Of(PeerId peer, long number)
    {
        var escaped = Uri.EscapeDataString(peer.Value);
        var name = escaped.Length > MaxLength ? Cut(escaped) : escaped;
        return string.Create(CultureInfo.InvariantCulture, $"circuit-{name}-{number}");
    }

    // Half an escape is no valid part of a name.
    private static string Cut(string escaped)
    {
        var escape = escaped.LastIndexOf('%', MaxLength - 1);
        return escape > MaxLength - EscapeLength ? escaped[..escape] : escaped[..MaxLength];
    }
}
