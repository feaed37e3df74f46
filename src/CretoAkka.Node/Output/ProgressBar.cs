using Spectre.Console;

namespace CretoAkka.Node.Output;

/// <summary>How far something is: a bar that is drawn over the one before.</summary>
internal static class ProgressBar
{
    private const int Width = 30;

    /// <summary>Draws it, and words behind it.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="share">How much is done, from 0; above 1 is as 1.</param>
    /// <param name="text">The words.</param>
    public static void Draw(IAnsiConsole terminal, double share, string text)
    {
        var filled = (int)Math.Min(Width, Width * share);
        terminal.Write(new ControlCode("\r"));
        terminal.Write(new Text($"{new string('#', filled)}{new string('.', Width - filled)} {text}"));
    }
}
