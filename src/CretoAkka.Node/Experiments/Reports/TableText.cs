using System.Text;

namespace CretoAkka.Node.Experiments.Reports;

/// <summary>A table as lines, its columns aligned.</summary>
internal static class TableText
{
    private static readonly string[] Heads =
        ["Measure", .. Enum.GetValues<Way>().Select(WayNames.Of), "To reach", "Reached"];

    /// <summary>Writes it.</summary>
    public static string Of(ResultTable table)
    {
        var lines = table.Rows
            .Select(row => new[] { row.Measure, row.Bare.Text, row.Naive.Text, row.Creto.Text, row.Bound, row.Reached })
            .Prepend(Heads)
            .ToList();
        var widths = Heads.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        var text = new StringBuilder().Append(table.Title).Append("\n\n");
        foreach (var line in lines)
        {
            text.Append(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
            text.Append('\n');
        }
        text.Append('\n');
        foreach (var note in table.Notes)
            text.Append(note).Append('\n');
        return text.ToString();
    }
}
