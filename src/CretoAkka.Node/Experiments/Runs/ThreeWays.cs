using CretoAkka.Node.Experiments.Reports;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>The same fault, three ways.</summary>
/// <param name="Bare">Akka.Remote alone.</param>
/// <param name="Naive">A circuit that refuses.</param>
/// <param name="Creto">The library.</param>
internal sealed record ThreeWays(FaultMeasures Bare, FaultMeasures Naive, FaultMeasures Creto)
{
    /// <summary>A measure of each.</summary>
    public ResultRow Row(string measure, Func<FaultMeasures, ResultCell> cell) =>
        new(measure, cell(Bare), cell(Naive), cell(Creto));
}
