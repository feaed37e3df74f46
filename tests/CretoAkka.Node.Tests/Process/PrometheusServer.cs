using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CretoAkka.Node.Http;
using CretoAkka.Prometheus.Tests;

namespace CretoAkka.Node.Tests.Process;

/// <summary>A test that needs a Prometheus server, which Debian's package <c>prometheus</c> brings.</summary>
/// <remarks>Skipped, with the reason, where it is absent; not where CI=true, which promises that it is there.</remarks>
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (Promtool.OnPath("prometheus") is null && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = "prometheus is not on PATH (Debian: apt-get install prometheus).";
    }
}

/// <summary>
/// A Prometheus server with the configuration and rules of the documents, but for the ports that it scrapes.
/// </summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private const int FirstOfDocuments = HttpPorts.DefaultFirst;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prometheus-");
    private readonly HttpClient _http = new() { Timeout = Await.Limit };
    private readonly System.Diagnostics.Process _process;

    /// <summary>Starts one that scrapes four nodes from this port on.</summary>
    public PrometheusServer(int firstPort)
    {
        int port;
        using (var free = HttpPorts.TakeFree(1, from: 29_090))
            port = free.First;
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        File.WriteAllText(PathOf("prometheus.yml"), Configuration(firstPort));
        File.Copy(Of("rules.yml"), PathOf("rules.yml"));
        _process = System.Diagnostics.Process.Start(new ProcessStartInfo(
            Promtool.OnPath("prometheus") ?? throw new FileNotFoundException("prometheus is not on PATH."),
            [
                "--config.file", PathOf("prometheus.yml"), "--storage.tsdb.path", PathOf("data"),
                "--web.listen-address", Url.Authority, "--log.level", "error",
            ])
        {
            UseShellExecute = false,
        })!;
    }

    private Uri Url { get; }

    /// <summary>A file of the documents on monitoring.</summary>
    public static string Of(string file) => Path.Combine(AppContext.BaseDirectory, "monitoring", file);

    public async Task ReadyAsync() => await Await.ThatAsync(
        () => !_process.HasExited && IsReadyAsync().Result, "Prometheus is ready");

    /// <summary>How many series a query gives now.</summary>
    public async Task<int> CountAsync(string query)
    {
        var answer = await _http.GetStringAsync(new Uri(Url, "/api/v1/query?query=" + Uri.EscapeDataString(query)));
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("data").GetProperty("result").GetArrayLength();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Configuration(int firstPort)
    {
        var text = File.ReadAllText(Of("prometheus.yml"));
        for (var i = 3; i >= 0; i--)
        {
            var written = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FirstOfDocuments + i}\n");
            Assert.Contains(written, text, StringComparison.Ordinal);
            text = text.Replace(written, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{firstPort + i}\n"),
                StringComparison.Ordinal);
        }
        return text;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Url, "/-/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // It does not listen yet.
        }
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
