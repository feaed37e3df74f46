using System.Globalization;
using System.Text.RegularExpressions;

namespace CretoAkka.Dashboard.Tests.Http;

/// <summary>Words can be told from their ground, by light and by dark, as WCAG measures it (level AA: 4.5 to 1).</summary>
public sealed partial class ContrastTests
{
    private const double Enough = 4.5;
    private const int PatienceMilliseconds = 10_000;

    // The state's words stand on the page's surfaces and on their own soft ground.
    private static readonly (string Word, string Ground)[] Pairs =
    [
        .. from word in new[] { "ink", "muted", "accent" }
           from ground in new[] { "ground", "surface", "sunk" }
           select (word, ground),
        .. from word in new[] { "closed", "half", "open", "suspected" }
           from ground in new[] { "surface", word + "-soft" }
           select (word, ground),
    ];

    [Fact]
    public async Task Words_can_be_told_from_their_ground_by_light_and_by_dark()
    {
        await using var host = await Host.StartAsync();
        var css = await host.Http.GetStringAsync(new Uri(host.Url, "/circuits/page.css"));

        var palettes = Root().Matches(css).Select(root => Colour().Matches(root.Value).ToDictionary(
            colour => colour.Groups["name"].Value, colour => Luminance(colour.Groups["hex"].Value),
            StringComparer.Ordinal)).ToList();

        Assert.Equal(2, palettes.Count);
        Assert.Empty(
            from palette in palettes
            from pair in Pairs
            let contrast = Contrast(palette[pair.Word], palette[pair.Ground])
            where contrast < Enough
            select FormattableString.Invariant($"{pair.Word} on {pair.Ground}: {contrast:0.00}"));
    }

    [Theory]
    [InlineData("000000", "ffffff", 21)]
    [InlineData("767676", "ffffff", 4.54)]
    [InlineData("777777", "ffffff", 4.48)]
    public void Contrast_is_measured_as_the_standard_says(string word, string ground, double contrast) =>
        Assert.Equal(contrast, Contrast(Luminance(word), Luminance(ground)), precision: 2);

    private static double Contrast(double one, double other) =>
        (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private static double Luminance(string hex)
    {
        double Light(int at)
        {
            var share = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Light(0)) + (0.7152 * Light(2)) + (0.0722 * Light(4));
    }

    [GeneratedRegex(@":root \{[^}]*\}", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex Root();

    [GeneratedRegex(@"--(?<name>[\w-]+): #(?<hex>[0-9a-f]{6});", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Colour();
}
