using Spectre.Console;

namespace CretoAkka.Node.Running;

/// <summary>Where a run talks to: standard streams, or a test's.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Input">Standard input.</param>
/// <param name="Terminal">Shows the live table; null: output is no terminal.</param>
internal sealed record RunConsole(TextWriter Output, TextWriter Error, TextReader Input, IAnsiConsole? Terminal)
{
    /// <summary>The process's own.</summary>
    public static RunConsole System => new(
        Console.Out, Console.Error, Console.In, Console.IsOutputRedirected ? null : AnsiConsole.Console);
}
