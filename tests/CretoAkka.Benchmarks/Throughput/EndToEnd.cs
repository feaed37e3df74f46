using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CretoAkka.Node.Http;
using CretoAkka.Node.Processes;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>The same replicas as four processes, with circuits, sessions, Akka.Remote and HTTP, under the load tool.</summary>
internal static class EndToEnd
{
    private const int Size = 4;

    private static readonly string Node = Path.Combine(AppContext.BaseDirectory, "CretoAkka.Node.dll");

    /// <summary>What the load tool says in its last line.</summary>
    public static async Task<JsonElement> Measure(int clients, TimeSpan length)
    {
        var folder = Directory.CreateTempSubdirectory("creto-processes-");
        var replicas = new List<Process>();
        try
        {
            using var free = HttpPorts.TakeFree(2 * Size, from: 28_000);
            var first = free.First;
            var files = new ClusterFiles(Size, first, first + Size);
            files.Write(folder.FullName);
            free.Dispose();
            replicas.AddRange(files.Names.Select(name =>
                Start("replica", "--config", Path.Combine(folder.FullName, $"{name}.conf"))));
            foreach (var replica in replicas)
                await replica.StandardOutput.ReadLineAsync(); // It says where it is once it is there.
            var urls = Enumerable.Range(first + Size, Size).SelectMany(port => new[]
            {
                "--url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            });
            using var load = Start([
                "load", .. urls, "--keys", Path.Combine(folder.FullName, "keys"), "--clients",
                clients.ToString(CultureInfo.InvariantCulture), "--duration",
                string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0}s")]);
            var said = await load.StandardOutput.ReadToEndAsync();
            return JsonDocument.Parse(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        }
        finally
        {
            foreach (var replica in replicas)
            {
                replica.Kill();
                await replica.WaitForExitAsync();
                replica.Dispose();
            }
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add(Node);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
