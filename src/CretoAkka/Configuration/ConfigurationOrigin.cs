using System.Globalization;

namespace CretoAkka.Configuration;

/// <summary>Where a value was written. Immutable.</summary>
/// <param name="Source">A file as it was named, <c>reference.conf</c>, <c>command line</c>, or another name that was
/// given.</param>
/// <param name="Line">The line, from 1; 0 where there is none.</param>
/// <param name="Column">The column, from 1, in UTF-16 units; 0 where there is none.</param>
/// <param name="Variable">The environment variable that the value was taken from; null: none.</param>
public sealed record ConfigurationOrigin(string Source, int Line = 0, int Column = 0, string? Variable = null)
{
    /// <summary>A configuration of which no more is known.</summary>
    public static readonly ConfigurationOrigin Unknown = new("the configuration");

    /// <summary>Settings built in code.</summary>
    public static readonly ConfigurationOrigin Code = new("the settings");

    /// <summary><c>node.conf:3:7</c>, or <c>environment variable X (node.conf:3:7)</c>.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}") : Source;
        return Variable is null ? place : $"environment variable {Variable} ({place})";
    }
}
