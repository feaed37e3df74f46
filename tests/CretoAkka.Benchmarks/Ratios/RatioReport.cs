using System.Globalization;
using System.Text.Json;

namespace CretoAkka.Benchmarks.Ratios;

/// <summary>The table on the terminal, and <c>ratios.json</c> and <c>ratios.svg</c>.</summary>
internal static class RatioReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Heading =>
        Row("", "ratio", "[95% interval]", "bound", "ours", "theirs", "bytes", "theirs", "");

    public static string Line(RatioResult result, IEnumerable<RatioResult> all) => Row(
        result.Id,
        Number(result.Ratio),
        $"[{Number(result.Low)}, {Number(result.High)}]",
        result.Bound is { } bound ? "<= " + Number(bound) : "-",
        Figure(result.Ours, result.Unit),
        Figure(result.Theirs, result.Unit),
        Bytes(result.OursBytes),
        Bytes(result.TheirsBytes),
        $"{Verdict(result, all)}{result.What}, against {result.Against}");

    public static async Task Write(IReadOnlyList<RatioResult> results, DirectoryInfo folder)
    {
        folder.Create();
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "ratios.json"), JsonSerializer.Serialize(results, Json) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ratios.svg"), RatioPlot.ToSvg(results));
    }

    private static string Verdict(RatioResult result, IEnumerable<RatioResult> all) => result switch
    {
        { Problem: { } problem } => $"WORTHLESS ({problem}): ",
        { Reached: false } => result.IsMissed(all) ? "MISSED: " : "limit: ",
        _ => "",
    };

    private static string Row(params string[] cells) => string.Format(
        CultureInfo.InvariantCulture, "{0,-4} {1,8} {2,-18} {3,-9} {4,14} {5,14} {6,7} {7,7}  {8}", cells);

    private static string Number(double value) => value.ToString("0.0###", CultureInfo.InvariantCulture);

    private static string Figure(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {unit}");

    private static string Bytes(double value) => value.ToString("0 B", CultureInfo.InvariantCulture);
}
