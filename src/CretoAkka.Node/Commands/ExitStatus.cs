namespace CretoAkka.Node.Commands;

/// <summary>What a command ends with. <c>docs/commands.md</c> says the same.</summary>
internal static class ExitStatus
{
    /// <summary>Done, or ended by Ctrl-C where it would go on.</summary>
    public const int Done = 0;

    /// <summary>It ran, and its result is bad: a node that refuses, a rule that was broken.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the settings are wrong: nothing was begun.</summary>
    public const int Misuse = 2;

    /// <summary>What help says of them.</summary>
    public const string Help =
        "Exit status: 0 it is done; 1 it ran and the result is bad; 2 wrong command line or settings, nothing begun.";
}
