using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CretoAkka.Node.Http;
using CretoAkka.Node.Processes;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>The same replicas as four processes, with circuits, sessions, Akka.Remote and HTTP, under the load tool.</summary>
internal sealed class EndToEnd : IAsyncDisposable
{
    private const int Size = 4;

    // Until then the replicas' methods are compiled, which costs them more than the operations do.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    private static readonly string Node = Path.Combine(AppContext.BaseDirectory, "CretoAkka.Node.dll");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creto-processes-");
    private readonly List<Process> _replicas = [];
    private readonly HttpClient _http = new();
    private string[] _urls = [];

    /// <summary>Starts four replicas, warms them up and measures.</summary>
    public static async Task<EndToEndMeasured> Measure(int clients, TimeSpan length)
    {
        await using var group = new EndToEnd();
        await group.StartAsync();
        var cold = await group.LoadAsync(clients, length);
        await group.LoadAsync(clients, WarmUp);
        var (processor, places) = (group.Processor, await group.ExecutedAsync());
        var warm = await group.LoadAsync(clients, length);
        return new(cold, warm, group.Processor - processor, await group.ExecutedAsync() - places);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            replica.Kill();
            await replica.WaitForExitAsync();
            replica.Dispose();
        }
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private TimeSpan Processor => _replicas.Aggregate(TimeSpan.Zero, static (sum, replica) =>
    {
        replica.Refresh();
        return sum + replica.TotalProcessorTime;
    });

    private async Task StartAsync()
    {
        using var free = HttpPorts.TakeFree(2 * Size, from: 28_000);
        var first = free.First;
        var files = new ClusterFiles(Size, first, first + Size);
        files.Write(_folder.FullName);
        free.Dispose();
        _replicas.AddRange(files.Names.Select(name =>
            Start("replica", "--config", Path.Combine(_folder.FullName, $"{name}.conf"))));
        foreach (var replica in _replicas)
            await replica.StandardOutput.ReadLineAsync(); // It says where it is once it is there.
        _urls = [.. Enumerable.Range(first + Size, Size)
            .Select(port => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"))];
    }

    // What the load tool says in its last line.
    private async Task<JsonElement> LoadAsync(int clients, TimeSpan length)
    {
        using var load = Start([
            "load", .. _urls.SelectMany(url => new[] { "--url", url }), "--keys", Path.Combine(_folder.FullName, "keys"),
            "--clients", clients.ToString(CultureInfo.InvariantCulture), "--duration",
            string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0}s")]);
        var said = await load.StandardOutput.ReadToEndAsync();
        return JsonDocument.Parse(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
    }

    private async Task<long> ExecutedAsync()
    {
        using var status = JsonDocument.Parse(await _http.GetStringAsync(new Uri(new(_urls[0]), "/replica")));
        return status.RootElement.GetProperty("executed").GetInt64();
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
