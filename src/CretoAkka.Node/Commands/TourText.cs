using System.CommandLine;
using System.CommandLine.Parsing;

namespace CretoAkka.Node.Commands;

/// <summary>Reads <c>--tour</c>.</summary>
internal static class TourText
{
    private const string None = "none";
    private const string Default = "default";

    /// <summary>The tour of that name.</summary>
    public static TourKind Parse(ArgumentResult result)
    {
        if (result.Tokens[0].Value is not (None or Default))
            result.AddError($"--tour {result.Tokens[0].Value}: expected {None} or {Default}.");
        return result.Tokens[0].Value == None ? TourKind.None : TourKind.Default;
    }

    /// <summary>Without <c>--tour</c> an input has none; who asks for one would wait in vain.</summary>
    public static void RefuseWithInput(CommandResult result, Option<string?> input, Option<TourKind> tour)
    {
        if (result.GetResult(input) is not null && result.GetResult(tour)?.Tokens is [{ Value: Default }])
            result.AddError($"--tour {Default}: expected {None}, because with --input there is no tour.");
    }
}
