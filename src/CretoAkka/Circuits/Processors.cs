namespace CretoAkka.Circuits;

/// <summary>
/// Places for what each processor counts for itself: one word that all of them write at every call slows them all.
/// </summary>
internal static class Processors
{
    // What is spread is summed up, so it is not spread further than helps.
    private const int Most = 16;

    /// <summary>How many places there are.</summary>
    public static int Places { get; } = Math.Min(Environment.ProcessorCount, Most);

    /// <summary>The place of the processor that runs this. Another may run what follows: a place is no lock.</summary>
    public static int Mine => Thread.GetCurrentProcessorId() % Places;
}
