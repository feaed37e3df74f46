using System.Globalization;
using System.Text;

namespace CretoAkka.Node.Experiments.Reports;

/// <summary>A table as CSV: numbers as they were measured, an empty field where there is none.</summary>
internal static class TableCsv
{
    /// <summary>Writes it, a line for each measure below a line of heads.</summary>
    public static string Of(ResultTable table)
    {
        var text = new StringBuilder("measure,bare,naive,creto,bound,reached\n");
        foreach (var row in table.Rows)
        {
            text.AppendJoin(',', Quoted(row.Measure), Number(row.Bare), Number(row.Naive), Number(row.Creto));
            text.Append(',').Append(Quoted(row.Bound)).Append(',').Append(row.Reached).Append('\n');
        }
        return text.ToString();
    }

    private static string Number(ResultCell cell) => cell.Number?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(',', '"', '\n') < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
