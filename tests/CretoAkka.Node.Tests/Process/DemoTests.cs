using System.Net;
using System.Text.Json;

namespace CretoAkka.Node.Tests.Process;

/// <summary>The demo as a whole, in its own process, with users of its HTTP.</summary>
[Collection("process")]
public sealed class DemoTests : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Await.Limit };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Without_faults_no_circuit_opens()
    {
        // Without --plain too: a pipe is no terminal.
        await using var node = NodeProcess.Start("--tour", "none", "--duration", "5s");

        Assert.True(await node.ExitAsync() == 0, node.Story);

        Assert.Equal(0, Number(node, "opened"));
        Assert.Equal(0, Number(node, "recovered"));
        Assert.True(Number(node, "committed") > 0, node.Story);
        Assert.True(Number(node, "reads") > 0, node.Story);
        Assert.Contains(node.Output, line => line.Contains("s  the run is over", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', node.Story);
        Assert.Equal("ok", node.Summary.GetProperty("result").GetString());
    }

    [Fact]
    public async Task The_tour_opens_and_closes_every_observers_circuits_and_quarantines_a_liar_while_users_go_on()
    {
        await using var node = NodeProcess.Start("--plain");
        var urls = Urls(await node.UrlAsync());
        await node.SaysAsync("all replicas are healthy");
        await WriteAndReadAsync(urls, "healthy");
        await node.SaysAsync("node-4 hangs");
        await WriteAndReadAsync(urls.Take(3), "hung");
        await ScrapeAsync(urls);
        await node.SaysAsync("node-4 is killed");
        await WriteAndReadAsync(urls.Take(3), "killed");
        await ScrapeAsync(urls);
        await node.SaysAsync("node-4 lies");
        await WriteAndReadAsync(urls.Take(3), "quarantined");
        await ScrapeAsync(urls);
        await node.SaysAsync("the tour is over");
        await WriteAndReadAsync(urls, "over");

        Assert.True(await node.ExitAsync() == 0, node.Story);

        Assert.True(Number(node, "opened") >= 6, node.Story);
        Assert.True(Number(node, "recovered") >= 6, node.Story);
        Assert.True(Number(node, "quarantined") == 3, node.Story);
        Assert.True(Number(node, "trickled") > 0, node.Story);
        Assert.Equal(0, Number(node, "lost"));
        Assert.Equal(0, Number(node, "divergent"));
        Assert.StartsWith("http://127.0.0.1:", node.Output.First(), StringComparison.Ordinal);
    }

    [SignalFact]
    public async Task Ctrl_C_ends_with_the_summary()
    {
        await using var node = NodeProcess.Start("--plain", "--tour", "none", "--duration", "infinite");
        var url = await node.UrlAsync();
        await PutAsync(url, "a", "1");

        node.Interrupt();

        Assert.True(await node.ExitAsync() == 0, node.Story);
        Assert.Equal("ok", node.Summary.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Http_says_what_it_cannot_do()
    {
        await using var node = NodeProcess.Start("--plain", "--tour", "none", "--duration", "infinite");
        var url = await node.UrlAsync();

        var absent = await _http.GetAsync(new Uri(url, "/kv/nowhere"));
        var large = await _http.PutAsync(new Uri(url, "/kv/a"), new ByteArrayContent(new byte[8 * 1024 + 1]));
        var largest = await _http.PutAsync(new Uri(url, "/kv/a"), new ByteArrayContent(new byte[8 * 1024]));
        var circuits = JsonDocument.Parse(await _http.GetStringAsync(new Uri(url, "/api/circuits"))).RootElement;

        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, largest.StatusCode);
        Assert.Equal("live\n", await _http.GetStringAsync(new Uri(url, "/health/live")));
        Assert.Equal("ready\n", await _http.GetStringAsync(new Uri(url, "/health/ready")));
        Assert.Equal(
            ["node-2", "node-3", "node-4"],
            circuits.GetProperty("circuits").EnumerateArray().Select(one => one.GetProperty("peer").GetString()));
    }

    private static Uri[] Urls(Uri first) =>
        [.. Enumerable.Range(0, 4).Select(index => new Uri($"http://127.0.0.1:{first.Port + index}"))];

    private async Task WriteAndReadAsync(IEnumerable<Uri> urls, string value)
    {
        foreach (var url in urls)
        {
            await PutAsync(url, $"user-{url.Port}", value);
            Assert.Equal(value, await _http.GetStringAsync(new Uri(url, $"/kv/user-{url.Port}")));
        }
    }

    private async Task PutAsync(Uri url, string key, string value)
    {
        using var answer = await _http.PutAsync(new Uri(url, $"/kv/{key}"), new StringContent(value));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task ScrapeAsync(IEnumerable<Uri> urls)
    {
        foreach (var url in urls)
        {
            var text = await _http.GetStringAsync(new Uri(url, "/metrics"));
            Assert.Contains("circuit_breaker_trips_total{peer_id=\"node-", text, StringComparison.Ordinal);
        }
    }

    private static long Number(NodeProcess node, string name) => node.Summary.GetProperty(name).GetInt64();
}
