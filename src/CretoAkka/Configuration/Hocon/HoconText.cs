using System.Globalization;
using System.Text;

namespace CretoAkka.Configuration.Hocon;

/// <summary>
/// Keys and values as HOCON text: what is written here reads back the same, and is safe on a terminal.
/// </summary>
internal static class HoconText
{
    /// <summary>A full key.</summary>
    public static string Key(IEnumerable<string> segments) => string.Join('.', segments.Select(Segment));

    /// <summary>A key's segment, quoted where it must be.</summary>
    public static string Segment(string segment) =>
        segment.Length > 0 && segment.All(IsPlain) ? segment : Quote(segment);

    /// <summary>A value, quoted where it must be.</summary>
    public static string Value(string value) =>
        value.Length > 0 && value.All(c => IsPlain(c) || c is '.' or '%') ? value : Quote(value);

    /// <summary>A text in quotes; what a terminal would act on is escaped.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c == ' ' || IsVisible(c))
                quoted.Append(c);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>A text without quotes that stays on its line.</summary>
    public static string Line(string text) =>
        text.All(c => c == ' ' || IsVisible(c)) ? text : Quote(text);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    // Control and format characters (among them those that turn the direction of writing) and halves of surrogate
    // pairs are escaped; so are separators, for a new line would end the sentence.
    private static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
