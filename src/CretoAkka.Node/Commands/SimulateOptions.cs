using CretoAkka.Simulation.Runs;

namespace CretoAkka.Node.Commands;

/// <summary>Which simulated runs were asked for.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="Last">The number of the last.</param>
/// <param name="Replicas">n.</param>
/// <param name="Mode">What they are to show.</param>
/// <param name="Replay">One run to be told in full; null: all of them, in sums.</param>
/// <param name="Scenario">A run that is written down; null: made up by its number.</param>
internal sealed record SimulateOptions(
    ulong First, ulong Last, int Replicas, RunMode Mode, ulong? Replay = null, FileInfo? Scenario = null);
