namespace CretoAkka.Circuits;

/// <summary>What a circuit has seen, in numbers that only grow. Used under the gate's lock.</summary>
internal sealed class CircuitCounters
{
    public long Successes { get; set; }
    public long Failures { get; set; }
    public long Timeouts { get; set; }
    public long Neutral { get; set; }
    public long Stale { get; set; }
    public long Trips { get; set; }
}
