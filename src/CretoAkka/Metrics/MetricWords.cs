using System.Globalization;
using System.Text;

namespace CretoAkka.Metrics;

/// <summary>Members of enumerations as label values: <c>HalfOpen</c> is <c>half-open</c>.</summary>
internal static class MetricWords
{
    public static string Of<TKind>(TKind kind)
        where TKind : struct, Enum
    {
        var word = new StringBuilder();
        foreach (var letter in kind.ToString())
        {
            if (char.IsUpper(letter) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLower(letter, CultureInfo.InvariantCulture));
        }
        return word.ToString();
    }
}
