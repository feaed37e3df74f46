namespace CretoAkka.Pbft.Tests.Support;

/// <summary>What the network does to each message. Delays that differ reorder.</summary>
internal sealed record NetworkFaults(double Loss, double Duplication, TimeSpan MinDelay, TimeSpan MaxDelay)
{
    public static readonly NetworkFaults None = new(0, 0, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));

    public static readonly NetworkFaults Reordering =
        new(0, 0.1, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(80));

    public static readonly NetworkFaults Harsh =
        new(0.15, 0.15, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(80));

    /// <summary>After how long each copy arrives; none if the message is lost.</summary>
    public IEnumerable<TimeSpan> Copies(Random random)
    {
        if (random.NextDouble() < Loss)
            yield break;
        yield return Delay(random);
        if (random.NextDouble() < Duplication)
            yield return Delay(random);
    }

    private TimeSpan Delay(Random random) => MinDelay + ((MaxDelay - MinDelay) * random.NextDouble());
}
