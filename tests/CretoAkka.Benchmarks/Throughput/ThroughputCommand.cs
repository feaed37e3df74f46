using System.Globalization;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary><c>throughput [--operations N] [--clients N] [--processes on|off]</c>.</summary>
internal static class ThroughputCommand
{
    private const int ProcessClients = 32;

    private static readonly TimeSpan ProcessLoad = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(string[] args)
    {
        var (operations, clients, processes) = (50_000, 512, true);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (args[i])
            {
                case "--operations" when isNumber && number > 0:
                    operations = number;
                    break;
                case "--clients" when isNumber && number is > 0 and <= 1024:
                    clients = number;
                    break;
                case "--processes" when value is "on" or "off":
                    processes = value == "on";
                    break;
                default:
                    await Console.Error.WriteLineAsync(
                        "usage: throughput [--operations N] [--clients N up to 1024] [--processes on|off]");
                    return 2;
            }
        }
        await Run(operations, clients, processes);
        return 0;
    }

    private static async Task Run(int operations, int clients, bool processes)
    {
        var before = Signatures.Measure();
        var measured = await Measured.Of(clients, operations);
        var after = Signatures.Measure();
        ThroughputReport.Write(measured, ((before.Make + after.Make) / 2, (before.Check + after.Check) / 2), clients);
        if (!processes)
            return;
        ThroughputReport.Write(await EndToEnd.Measure(ProcessClients, ProcessLoad), ProcessClients);
    }
}
