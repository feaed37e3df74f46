using System.Globalization;

namespace CretoAkka.Configuration.Values;

/// <summary>A number and the unit behind it, as in <c>1.5 s</c>.</summary>
internal static class Quantity
{
    private const int Longest = 40;

    /// <summary>Splits a text; the unit is empty where there is none.</summary>
    public static bool TrySplit(string text, out decimal number, out string unit)
    {
        var trimmed = text.Trim();
        var digits = 0;
        while (digits < trimmed.Length && (char.IsAsciiDigit(trimmed[digits]) || trimmed[digits] is '.' or '-' or '+'))
            digits++;
        unit = trimmed[digits..].Trim();
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        number = 0;
        return trimmed.Length <= Longest
            && decimal.TryParse(trimmed.AsSpan(0, digits), Plain, CultureInfo.InvariantCulture, out number);
    }
}
