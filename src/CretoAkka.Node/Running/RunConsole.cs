using Spectre.Console;

namespace CretoAkka.Node.Running;

/// <summary>Where a run talks to: standard streams, or a test's.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Input">Standard input; null: it is closed.</param>
/// <param name="Terminal">Shows the live table; null: output is no terminal, or one that can only take lines.</param>
internal sealed record RunConsole(TextWriter Output, TextWriter Error, TextReader? Input, IAnsiConsole? Terminal)
{
    /// <summary>The process's own.</summary>
    public static RunConsole System => new(
        Console.Out, Console.Error, StandardInput.IsClosed ? null : Console.In, SystemTerminal);

    /// <summary>The process's terminal, if a table can be drawn on it.</summary>
    public static IAnsiConsole? SystemTerminal => TerminalOf(Console.IsOutputRedirected, AnsiConsole.Console);

    /// <summary>A table is drawn over the last one, which takes ANSI sequences: TERM=dumb has none.</summary>
    internal static IAnsiConsole? TerminalOf(bool isRedirected, IAnsiConsole console) =>
        isRedirected || !console.Profile.Capabilities.Ansi ? null : console;
}
