using CretoAkka.Node.Experiments.Reports;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>The same fault, three ways.</summary>
/// <param name="Bare">Akka.Remote alone.</param>
/// <param name="Naive">A circuit that refuses.</param>
/// <param name="Creto">The library.</param>
internal record ThreeWays<TMeasures>(TMeasures Bare, TMeasures Naive, TMeasures Creto)
{
    /// <summary>A measure of each.</summary>
    public ResultRow Row(string measure, Func<TMeasures, ResultCell> cell) =>
        new(measure, cell(Bare), cell(Naive), cell(Creto));
}

/// <summary>The same fault of one peer, three ways.</summary>
internal sealed record ThreeWays(FaultMeasures Bare, FaultMeasures Naive, FaultMeasures Creto)
    : ThreeWays<FaultMeasures>(Bare, Naive, Creto);
