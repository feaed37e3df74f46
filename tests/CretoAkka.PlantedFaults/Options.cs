namespace CretoAkka.PlantedFaults;

/// <summary>What the command line asks for.</summary>
/// <param name="Decision">Only the faults of this decision; null: all.</param>
/// <param name="List">Only list the faults.</param>
internal sealed record Options(string? Decision, bool List)
{
    public static Options Parse(string[] arguments)
    {
        var options = new Options(Decision: null, List: false);
        for (var i = 0; i < arguments.Length; i++)
            options = arguments[i] switch
            {
                "--list" => options with { List = true },
                "--decision" when i + 1 < arguments.Length => options with { Decision = arguments[++i] },
                var other => throw new PlantedFaultsException(
                    $"{other} is not understood: the options are --decision D5 and --list."),
            };
        return options;
    }
}
