using System.Globalization;
using CretoAkka.Node.Output;
using Spectre.Console;

namespace CretoAkka.Node.Loads;

/// <summary>How far a load is, every second: a bar on a terminal, otherwise a line.</summary>
/// <param name="terminal">Null: there is none.</param>
/// <param name="output">Takes lines.</param>
/// <param name="meter">What is shown.</param>
/// <param name="length">How long new operations are begun.</param>
internal sealed class LoadProgress(IAnsiConsole? terminal, TextWriter output, LoadMeter meter, TimeSpan length)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Shows until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(Interval);
        var before = (meter.Now, meter.Answered);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                var now = (meter.Now, meter.Answered);
                Show(now.Now, now.Answered, (now.Answered - before.Answered) / (now.Now - before.Now).TotalSeconds);
                before = now;
            }
        }
        catch (OperationCanceledException)
        {
            terminal?.WriteLine();
        }
    }

    private void Show(TimeSpan now, long answered, double rate)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{now.TotalSeconds,6:0.0}s  {answered} operations, {rate:0} a second, {meter.Retries} retries");
        if (terminal is null)
            output.WriteLine(text);
        else
            ProgressBar.Draw(terminal, now / length, text);
    }
}
