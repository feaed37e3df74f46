using System.Globalization;

namespace CretoAkka.Node.Commands;

/// <summary>Reads a length of time: a number and a unit (ms, s, m, h), or <c>infinite</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>The longest length that is read; longer is <c>infinite</c>'s business.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Whether <paramref name="text"/> is a length longer than zero; null for <c>infinite</c>.</summary>
    public static bool TryParse(string text, out TimeSpan? duration)
    {
        duration = null;
        if (text == "infinite")
            return true;
        foreach (var (unit, length) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal) || !TryNumber(text[..^unit.Length], out var number))
                continue;
            if (number * length.TotalSeconds > Longest.TotalSeconds)
                return false;
            duration = length * number;
            return duration > TimeSpan.Zero;
        }
        return false;
    }

    private static bool TryNumber(string text, out double number)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite;
        // NaN and Infinity are read as numbers, with a sign too, whatever the style says.
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number)
            && number > 0;
    }
}
