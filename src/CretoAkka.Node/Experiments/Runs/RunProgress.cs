using System.Diagnostics;
using System.Globalization;
using CretoAkka.Node.Output;
using Spectre.Console;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>How far a part of an experiment is: a bar on a terminal, otherwise a line now and then.</summary>
/// <param name="terminal">Null: there is none.</param>
/// <param name="output">Takes lines.</param>
/// <param name="interval">Between two showings; null: 1 s on a terminal, 10 s between lines.</param>
internal sealed class RunProgress(IAnsiConsole? terminal, TextWriter output, TimeSpan? interval = null)
{
    /// <summary>Says what is done, does it, and shows meanwhile how much of its time has passed.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="length">About how long it takes.</param>
    /// <param name="run">Does it.</param>
    public async Task<T> ShowAsync<T>(string what, TimeSpan length, Func<Task<T>> run)
    {
        await output.WriteLineAsync($"{what} ...");
        using var end = new CancellationTokenSource();
        var showing = ShowAsync(length, end.Token);
        try
        {
            return await run();
        }
        finally
        {
            await end.CancelAsync();
            await showing;
        }
    }

    private async Task ShowAsync(TimeSpan length, CancellationToken end)
    {
        var begun = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(interval ?? TimeSpan.FromSeconds(terminal is null ? 10 : 1));
        try
        {
            while (await timer.WaitForNextTickAsync(end))
                Show(Stopwatch.GetElapsedTime(begun), length);
        }
        catch (OperationCanceledException)
        {
            terminal?.WriteLine();
        }
    }

    private void Show(TimeSpan now, TimeSpan length)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{now.TotalSeconds,4:0} of about {length.TotalSeconds:0} s");
        if (terminal is null)
            output.WriteLine(text);
        else
            ProgressBar.Draw(terminal, now / length, text);
    }
}
