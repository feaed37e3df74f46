using System.Globalization;
using System.Text;

namespace CretoAkka.Prometheus;

/// <summary>A peer's name as a label value.</summary>
/// <remarks>
/// Quotes, backslashes and line ends are the exporter's business. This escapes what would make two peers one series
/// or break a reader: halves of surrogate pairs (each of them would become the same replacement character) and
/// control characters, as <c>\uXXXX</c>; and the backslash of a name that already holds such an escape, so that
/// different names always have different labels.
/// </remarks>
internal static class LabelValue
{
    private const int EscapeLength = 6;

    public static string Of(PeerId peer)
    {
        var name = peer.Value;
        for (var i = 0; i < name.Length; i += Width(name, i))
        {
            if (MustEscape(name, i))
                return Escape(name);
        }
        return name;
    }

    private static string Escape(string name)
    {
        var label = new StringBuilder(name.Length + EscapeLength);
        for (var i = 0; i < name.Length; i += Width(name, i))
        {
            if (MustEscape(name, i))
                label.Append(CultureInfo.InvariantCulture, $"\\u{(int)name[i]:X4}");
            else
                label.Append(name, i, Width(name, i));
        }
        return label.ToString();
    }

    private static bool MustEscape(string name, int at) =>
        char.IsControl(name[at])
        || (char.IsSurrogate(name[at]) && Width(name, at) == 1)
        || IsEscape(name.AsSpan(at));

    private static int Width(string name, int at) =>
        at + 1 < name.Length && char.IsSurrogatePair(name[at], name[at + 1]) ? 2 : 1;

    private static bool IsEscape(ReadOnlySpan<char> text)
    {
        if (text.Length < EscapeLength || text is not ['\\', 'u', ..])
            return false;
        foreach (var digit in text[2..EscapeLength])
        {
            if (!char.IsAsciiHexDigitUpper(digit))
                return false;
        }
        return true;
    }
}
