using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CretoAkka.Node.Tests;
using CretoAkka.Node.Tests.Process;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>The demo as its user starts it: four replicas in a process of their own.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private readonly NodeProcess _process;
    private readonly HttpClient _http = new() { Timeout = Await.Limit };

    private readonly string _file;

    private Demo(NodeProcess process, Uri url, string file) => (_process, Url, _file) = (process, url, file);

    /// <summary>Where node-1 serves HTTP.</summary>
    public Uri Url { get; }

    /// <summary>Where its page is.</summary>
    public Uri Page => new(Url, "/circuits");

    /// <summary>The link that the demo prints with the token in it.</summary>
    public Uri Link => new(_process.Output.Single(line => line.StartsWith("control:", StringComparison.Ordinal))[9..].Trim());

    public string Token => Link.Fragment["#token=".Length..];

    /// <summary>Starts it; a circuit stays open long enough for a slow machine to look at it.</summary>
    public static async Task<Demo> StartAsync(bool control, int? port = null)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.conf");
        await File.WriteAllTextAsync(file, "creto.circuit-breaker.timeout = 10s");
        string[] where = port is { } first ? ["--http-port", first.ToString(CultureInfo.InvariantCulture)] : [];
        string[] what = control ? ["--control"] : [];
        var process = NodeProcess.Start(
            ["--plain", "--tour", "none", "--duration", "infinite", "--config", file, .. where, .. what]);
        var url = await process.UrlAsync();
        await process.SaysAsync("ends:");
        return new Demo(process, url, file);
    }

    /// <summary>Injects a fault by the panel's endpoint.</summary>
    public async Task FaultAsync(string node, string act)
    {
        using var answer = await PostAsync($"/api/circuit-panel/{node}/{act}", Token);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, path));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }

    /// <summary>Waits until node-1's circuit to a peer is in a state, as its API says.</summary>
    public Task StateAsync(string peer, string state) => Await.ThatAsync(
        () => JsonDocument.Parse(_http.GetStringAsync(new Uri(Url, "/api/circuits")).Result).RootElement
            .GetProperty("circuits").EnumerateArray()
            .Any(one => one.GetProperty("peer").GetString() == peer && one.GetProperty("state").GetString() == state),
        $"the circuit to {peer} is {state}");

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        File.Delete(_file);
        return _process.DisposeAsync();
    }
}
