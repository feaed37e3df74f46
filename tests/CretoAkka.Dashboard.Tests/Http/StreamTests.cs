using System.Net;
using System.Text.Json;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Dashboard.Tests.Http;

/// <summary>What a page hears, over a real connection.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task A_stream_says_who_it_is_and_then_what_is_known_without_any_traffic()
    {
        await using var host = await Host.StartAsync("creto.dashboard.nodes = [\"http://127.0.0.1:5080\"]");
        host.Circuits.AddPeer("node-2");

        await using var stream = await host.StreamAsync();
        var hello = await stream.UntilAsync("hello");
        var circuit = await stream.CircuitAsync("node-2", c => c.ValueKind == JsonValueKind.Object);
        var again = await stream.CircuitAsync("node-2", c => c.GetProperty("timeInState").GetDouble() > 0.3);

        Assert.Equal("node-1", hello.GetProperty("node").GetString());
        Assert.False(hello.GetProperty("control").GetBoolean());
        Assert.Equal(["http://127.0.0.1:5080"], hello.GetProperty("nodes").EnumerateArray().Select(n => n.GetString()!));
        Assert.Equal("Closed", circuit.GetProperty("state").GetString());
        Assert.Equal("Closed", again.GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_happens_is_told_at_once_with_its_cause_and_the_countdown_runs()
    {
        await using var host = await Host.StartAsync();
        host.Circuits.AddPeer("node-2");
        await using var stream = await host.StreamAsync();
        await stream.UntilAsync("state");

        for (var i = 0; i < 5; i++)
            host.Circuits.RecordFailure("node-2", cause: FailureCause.Timeout);

        var entries = await stream.UntilAsync("entries");
        var entry = Assert.Single(entries.EnumerateArray(), e => e.GetProperty("kind").GetString() == "circuit");
        Assert.Equal(
            ("node-2", "Open", "ConsecutiveFailures", "Timeout"),
            (entry.GetProperty("peer").GetString(), entry.GetProperty("word").GetString(),
                entry.GetProperty("cause").GetString(), entry.GetProperty("failure").GetString()));
        var open = await stream.CircuitAsync("node-2", c => c.GetProperty("state").GetString() == "Open");
        var left = open.GetProperty("changesIn").GetDouble();
        Assert.InRange(left, 25, 30);
        await stream.CircuitAsync("node-2", c => c.GetProperty("changesIn").GetDouble() < left);
    }

    [Fact]
    public async Task A_host_that_cannot_say_for_a_while_where_its_circuits_are_is_asked_again()
    {
        PeerCircuits? circuits = null;
        var (asked, fails) = (0, false);
        await using var host = await Host.StartAsync(configure: options => options.Circuits = () =>
        {
            if (!Volatile.Read(ref fails))
                return circuits;
            Interlocked.Increment(ref asked);
            throw new InvalidOperationException("The node starts anew.");
        });
        circuits = host.Circuits;
        circuits.AddPeer("node-2");
        await using var stream = await host.StreamAsync();
        await stream.CircuitAsync("node-2", c => c.ValueKind == JsonValueKind.Object);

        Volatile.Write(ref fails, true);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref asked) > 0, TimeSpan.FromSeconds(20)));
        Volatile.Write(ref fails, false);
        circuits.ForceOpen("node-2");

        await stream.CircuitAsync("node-2", c => c.GetProperty("mode").GetString() == "ForcedOpen");
    }

    [Fact]
    public async Task Who_comes_back_hears_what_it_missed_and_nothing_twice()
    {
        await using var host = await Host.StartAsync();
        await using (var first = await host.StreamAsync())
        {
            host.Circuits.ForceOpen("node-2");
            await first.UntilAsync("entries");
            host.Circuits.Reset("node-2");
            await first.UntilAsync("entries", e => Words(e).Contains("Closed"));
            await using var second = await host.StreamAsync(first.LastEventId);
            await second.UntilAsync("state");
            host.Circuits.ForceOpen("node-3");
            Assert.Equal(["Open"], Words(await second.UntilAsync("entries")));
        }

        await using var stranger = await host.StreamAsync("another-1");
        Assert.Equal(["Open", "Closed", "Open"], Words(await stranger.UntilAsync("entries")));
    }

    [Fact]
    public async Task A_listener_that_does_not_read_holds_nobody_up()
    {
        await using var host = await Host.StartAsync();
        for (var i = 0; i < 40; i++)
            host.Circuits.AddPeer($"node-{i}");
        // Its answer's head is read, and nothing else.
        using var asleep = await host.Http.GetAsync(
            new Uri(host.Url, "/api/circuits/stream"), HttpCompletionOption.ResponseHeadersRead);
        await using var awake = await host.StreamAsync();

        for (var round = 0; round < 20; round++)
        {
            var peer = $"node-{round}";
            host.Circuits.ForceOpen(peer);
            await awake.CircuitAsync(peer, c => c.GetProperty("state").GetString() == "Open");
        }

        Assert.Equal(HttpStatusCode.OK, asleep.StatusCode);
    }

    [Fact]
    public async Task A_stream_ends_in_good_order_when_the_host_stops()
    {
        var host = await Host.StartAsync();
        await using var stream = await host.StreamAsync();
        await stream.UntilAsync("state");

        var stopping = host.DisposeAsync();

        while (await stream.NextAsync() is { } left)
            Assert.Equal("state", left.Kind);
        await stopping;
    }

    [Fact]
    public async Task A_node_that_is_down_says_so_and_is_followed_into_its_next_life()
    {
        PeerCircuits? circuits = null;
        await using var host = await Host.StartAsync(configure: options =>
        {
            options.Circuits = () => circuits;
            options.Node = "node-7";
        });
        await using var stream = await host.StreamAsync();
        var down = await stream.UntilAsync("state");

        circuits = host.Circuits;
        await stream.UntilAsync("state", state => state.GetProperty("running").GetBoolean());
        circuits.ForceOpen("node-2");

        Assert.Equal(("node-7", false), (down.GetProperty("node").GetString(), down.GetProperty("running").GetBoolean()));
        Assert.Contains("Open", Words(await stream.UntilAsync("entries")));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5081", "http://127.0.0.1:5081")]
    [InlineData("http://evil.example", null)]
    [InlineData("null", null)]
    public async Task Only_the_pages_of_the_nodes_that_are_named_may_read(string origin, string? allowed)
    {
        await using var host = await Host.StartAsync("creto.dashboard.nodes = [\"http://127.0.0.1:5081\"]");
        foreach (var path in new[] { "/api/circuits", "/api/circuits/stream" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, path));
            request.Headers.Add("Origin", origin);
            using var answer = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values);
            Assert.Equal(allowed, values?.Single());
        }
    }

    private static IEnumerable<string> Words(JsonElement entries) => entries.EnumerateArray()
        .Where(entry => entry.GetProperty("kind").GetString() == "circuit")
        .Select(entry => entry.GetProperty("word").GetString()!);
}
