using System.Globalization;
using CretoAkka.Node.Output;
using CretoAkka.Simulation.Runs;
using Spectre.Console;

namespace CretoAkka.Node.Simulations;

/// <summary>How far runs are: a bar on a terminal, otherwise a line for each tenth.</summary>
internal abstract class SimulationProgress : IDisposable
{
    /// <summary>Begins to show.</summary>
    public static SimulationProgress Begin(IAnsiConsole? terminal, TextWriter output, int runs) =>
        terminal is null ? new Lines(output, runs) : new Bar(terminal, runs);

    /// <summary>A run ended.</summary>
    public abstract void Show(Totals totals, TimeSpan took);

    /// <summary>All have ended.</summary>
    public virtual void End()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    private static string Text(Totals totals, TimeSpan took, int runs) => string.Create(
        CultureInfo.InvariantCulture,
        $"{totals.Runs}/{runs} runs, {TotalsText.Rate(totals, took):0.0} virtual hours a second, "
        + $"{totals.Violations} violations");

    private sealed class Lines(TextWriter output, int runs) : SimulationProgress
    {
        private const int Parts = 10;
        private int _shown;

        /// <inheritdoc/>
        public override void Show(Totals totals, TimeSpan took)
        {
            var part = totals.Runs * Parts / runs;
            if (part == _shown)
                return;
            _shown = part;
            output.WriteLine(Text(totals, took, runs));
        }
    }

    private sealed class Bar(IAnsiConsole terminal, int runs) : SimulationProgress
    {
        private bool _ended;

        /// <inheritdoc/>
        public override void Show(Totals totals, TimeSpan took) =>
            ProgressBar.Draw(terminal, (double)totals.Runs / runs, Text(totals, took, runs));

        /// <inheritdoc/>
        public override void End()
        {
            if (!_ended)
                terminal.WriteLine();
            _ended = true;
        }
    }
}
