namespace CretoAkka.Node.Experiments.Runs;

/// <summary>How long the parts of an experiment last.</summary>
/// <param name="WarmUp">Traffic that is not measured.</param>
/// <param name="Before">Traffic without a fault.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Settle">After it, before the links are measured again.</param>
/// <param name="After">Traffic without a fault again: so the fault lies between what it is compared with.</param>
internal sealed record FaultPlan(TimeSpan WarmUp, TimeSpan Before, TimeSpan Fault, TimeSpan Settle, TimeSpan After)
{
    /// <summary>As the results are published.</summary>
    public static readonly FaultPlan Full = new(
        TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

    /// <summary>For those in a hurry.</summary>
    public static readonly FaultPlan Quick = new(
        TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));
}
