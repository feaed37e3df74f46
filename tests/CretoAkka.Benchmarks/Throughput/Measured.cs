using System.Diagnostics;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>What four replicas did in a length of time.</summary>
/// <param name="Took">How long.</param>
/// <param name="Processor">Processor time of this process.</param>
/// <param name="Operations">Operations that clients were answered.</param>
/// <param name="Places">Batches that were executed.</param>
/// <param name="Messages">Messages between replicas.</param>
/// <param name="Made">Signatures that were made.</param>
/// <param name="Checked">Signatures that were checked.</param>
internal sealed record Measured(
    TimeSpan Took, TimeSpan Processor, long Operations, long Places, long Messages, long Made, long Checked)
{
    private const int WarmUp = 20_000;

    /// <summary>Operations a second.</summary>
    public double Throughput => Operations / Took.TotalSeconds;

    /// <summary>Processor time for signatures alone.</summary>
    public TimeSpan Signing((TimeSpan Make, TimeSpan Check) cost) => (cost.Make * Made) + (cost.Check * Checked);

    /// <summary>Operations a second if all processors did nothing but make and check these signatures.</summary>
    public double Ceiling((TimeSpan Make, TimeSpan Check) cost) =>
        Operations / Signing(cost).TotalSeconds * Environment.ProcessorCount;

    /// <summary>Runs four replicas.</summary>
    public static async Task<Measured> Of(int clients, int operations)
    {
        await using var group = new LocalGroup(clients);
        group.Begin();
        await group.MoreAsync(WarmUp);
        var before = await Now(group);
        await group.MoreAsync(operations);
        var after = await Now(group);
        return new(
            after.Took - before.Took, after.Processor - before.Processor, after.Operations - before.Operations,
            after.Places - before.Places, after.Messages - before.Messages, after.Made - before.Made,
            after.Checked - before.Checked);
    }

    private static async Task<Measured> Now(LocalGroup group)
    {
        var places = await group.ExecutedAsync();
        var (made, verified) = group.Keys.Count;
        return new(
            Stopwatch.GetElapsedTime(0), Environment.CpuUsage.TotalTime, group.Answered, places, group.Sent, made,
            verified);
    }
}
