using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Configuration;

/// <summary>Configurations as text for people. Lines end in a line feed; nothing depends on the culture.</summary>
public static class ConfigurationReport
{
    /// <summary>
    /// One line a setting: <c>key = value  # where it comes from</c>. The text is itself HOCON and reads back the same.
    /// </summary>
    public static string Show(IEnumerable<EffectiveSetting> settings)
    {
        var lines = settings
            .Select(s => (Assignment: $"{s.Key} = {HoconText.Value(s.Value)}", s.Origin))
            .ToList();
        var width = lines.Select(l => l.Assignment.Length).Where(length => length <= 80).DefaultIfEmpty().Max();
        var text = new StringBuilder();
        foreach (var (assignment, origin) in lines)
            text.Append(assignment.PadRight(width)).Append("  # ").Append(HoconText.Line($"{origin}")).Append('\n');
        return text.ToString();
    }

    /// <summary>One line a problem and one with their number, or one line that says that there is none.</summary>
    /// <param name="file">The file as it was named.</param>
    /// <param name="problems">What <see cref="CretoConfiguration.Check(string)"/> found.</param>
    public static string Check(string file, ImmutableArray<ConfigurationProblem> problems)
    {
        if (problems.IsEmpty)
            return $"{HoconText.Line(file)}: no problems.\n";
        var text = new StringBuilder();
        foreach (var problem in problems)
            text.Append(problem.Sentence).Append('\n');
        var noun = problems.Length == 1 ? "problem" : "problems";
        text.Append(CultureInfo.InvariantCulture, $"{HoconText.Line(file)}: {problems.Length} {noun}.").Append('\n');
        return text.ToString();
    }
}
