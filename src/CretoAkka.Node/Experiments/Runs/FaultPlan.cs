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
    /// <summary>About how long all of it lasts, the start of the processes not counted.</summary>
    public TimeSpan Length => WarmUp + ((Faults + 1) * Usual) + Fault + ((Faults - 1) * Again) + (Faults * Settle);

    /// <summary>As the results are published.</summary>
    public static readonly FaultPlan Full = new(
        TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3), 3);

    /// <summary>
    /// A peer that is back before an open period of 30 s is over. Where it comes back just as that ends, a probe may
    /// fail that left too early, and the next ping comes later than a probe interval.
    /// </summary>
    public static readonly FaultPlan FullButBackInTime = Full with { Fault = TimeSpan.FromSeconds(20) };

    /// <summary>For those in a hurry.</summary>
    public static readonly FaultPlan Quick = new(
        TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1.5), 3);
}
