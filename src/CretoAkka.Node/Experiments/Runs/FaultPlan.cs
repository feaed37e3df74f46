namespace CretoAkka.Node.Experiments.Runs;

/// <summary>
/// How long the parts of an experiment last: traffic without a fault and with it by turns, so that what drifts on a
/// machine is in both.
/// </summary>
/// <param name="WarmUp">Traffic that is not measured.</param>
/// <param name="Usual">Traffic without a fault, before each fault and after the last.</param>
/// <param name="Fault">The first fault, which is what most measures are of.</param>
/// <param name="Again">The next ones, where a fault can come again.</param>
/// <param name="Settle">After each, before the links are measured again.</param>
/// <param name="Faults">How many there are then. At least 1.</param>
internal sealed record FaultPlan(
    TimeSpan WarmUp, TimeSpan Usual, TimeSpan Fault, TimeSpan Again, TimeSpan Settle, int Faults)
{
    /// <summary>As the results are published.</summary>
    public static readonly FaultPlan Full = new(
        TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3), 3);

    /// <summary>For those in a hurry.</summary>
    public static readonly FaultPlan Quick = new(
        TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1.5), 3);
}
