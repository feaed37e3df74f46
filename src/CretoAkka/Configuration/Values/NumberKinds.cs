using System.Globalization;
using System.Numerics;

namespace CretoAkka.Configuration.Values;

/// <summary>A whole number in a range, both ends included.</summary>
internal sealed class WholeNumber<T>(T least, T most) : ValueKind<T> where T : struct, IBinaryInteger<T>
{
    public override string Expected =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");

    public override bool TryRead(string text, out T value, out string? meant)
    {
        meant = null;
        return T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public override bool Allows(T value) => value >= least && value <= most;

    public override string Write(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>A number in a range; each end is included or not.</summary>
internal sealed class Number(double least, double most, bool aboveLeast = false, bool belowMost = false)
    : ValueKind<double>
{
    public override string Expected => string.Create(
        CultureInfo.InvariantCulture,
        $"a number {(aboveLeast ? "above" : "from")} {least} {(belowMost ? "and below" : "to")} {most}");

    public override bool TryRead(string text, out double value, out string? meant)
    {
        const NumberStyles Plain =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        meant = text.Count(c => c == ',') == 1 ? text.Replace(',', '.') : null;
        return double.TryParse(text, Plain, CultureInfo.InvariantCulture, out value);
    }

    // Written so that a value that is no number is not allowed either.
    public override bool Allows(double value) =>
        (aboveLeast ? value > least : value >= least) && (belowMost ? value < most : value <= most);

    public override string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
