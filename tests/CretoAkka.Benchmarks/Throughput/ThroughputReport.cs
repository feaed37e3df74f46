using System.Globalization;
using System.Text.Json;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>Prints what was measured, and what share of the ceiling it is.</summary>
internal static class ThroughputReport
{
    public static void Write(Measured m, (TimeSpan Make, TimeSpan Check) cost, int clients)
    {
        var (ceiling, signing, all) = (m.Ceiling(cost), m.Signing(cost), m.Took * Environment.ProcessorCount);
        Line($"four replicas in one process, Ed25519, SQLite, {clients} clients, {m.Took.TotalSeconds:0.0} s");
        Line($"measured             {m.Throughput:0} operations/s, {Each(m.Operations, m.Places):0.0} a batch");
        Line($"ceiling              {ceiling:0} operations/s: {Environment.ProcessorCount} processors, signatures alone");
        Line($"share by the clock   {m.Throughput / ceiling:P0} of the ceiling");
        Line($"share by processor   {signing / m.Processor:P0}: signatures of the processor time that this process had");
        Line($"signatures/operation {Each(m.Made, m.Operations):0.00} made, {Each(m.Checked, m.Operations):0.00} checked");
        Line($"one signature        {Us(cost.Make):0.0} us to make, {Us(cost.Check):0.0} us to check");
        Line($"messages/operation   {Each(m.Messages, m.Operations):0.00} between replicas");
        Line($"processor/operation  {Us(m.Processor / m.Operations):0} us, for signatures {Us(signing / m.Operations):0} us");
        Line($"processors           {m.Processor / all:P0} this process's; the rest waits for disks, or is others'");
    }

    public static void Write(EndToEndMeasured m, int clients)
    {
        var all = m.Took * Environment.ProcessorCount;
        Line($"the same as four processes, with circuits, Akka.Remote and HTTP too, {clients} clients");
        Line($"at first             {Of(m.Cold)}");
        Line($"warm                 {Of(m.Warm)}, {Each(m.Operations, m.Places):0.0} a batch");
        Line($"processor/operation  {Us(m.Processor / m.Operations):0} us of the four replicas");
        Line($"processors           {m.Processor / all:P0} the replicas'; the rest is the clients', others', or waits");
    }

    private static string Of(JsonElement load) => string.Create(
        CultureInfo.InvariantCulture,
        $"{load.GetProperty("throughput").GetDouble():0} operations/s, "
        + $"p50 {load.GetProperty("p50Ms").GetDouble():0.0} ms, p99 {load.GetProperty("p99Ms").GetDouble():0.0} ms");

    private static double Each(long what, long of) => what / (double)of;

    private static double Us(TimeSpan time) => time.TotalMicroseconds;

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
