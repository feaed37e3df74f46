using System.Net;
using System.Text.Json;
using CretoAkka.Dashboard.Feeds;

namespace CretoAkka.Dashboard.Tests.Http;

/// <summary>Circuits beside circuits, by name.</summary>
public sealed class InstanceTests
{
    private const string Bulk = "?instance=bulk";
    private const string Section = "creto.instances.bulk { }";

    [Fact]
    public async Task An_instance_is_asked_for_by_its_name_and_each_answer_says_whose_it_is_and_which_there_are()
    {
        await using var host = await Host.StartAsync(Section);
        host.Circuits.AddPeer("node-2");
        PeerCircuits.Get(host.System, "bulk").AddPeer("node-3");

        Assert.Equal(("", "node-2"), await ReadAsync(host, ""));
        Assert.Equal(("", "node-2"), await ReadAsync(host, "?instance="));
        Assert.Equal(("bulk", "node-3"), await ReadAsync(host, Bulk));
    }

    [Fact]
    public async Task What_happens_in_an_instance_is_told_to_those_alone_who_listen_to_it()
    {
        await using var host = await Host.StartAsync(Section);
        var bulk = PeerCircuits.Get(host.System, "bulk");
        await using var unnamed = await host.StreamAsync();
        await unnamed.UntilAsync("state");

        bulk.ForceOpen("node-3");
        host.Circuits.ForceOpen("node-2");

        // It is heard also where nobody has looked at the instance before.
        await using var named = await host.StreamAsync(query: Bulk);
        Assert.Equal(["node-3"], Peers(await named.UntilAsync("entries")));
        Assert.Equal(["node-2"], Peers(await unnamed.UntilAsync("entries")));
    }

    [Fact]
    public async Task A_page_that_is_given_an_instance_tells_what_happens_in_that_one()
    {
        await using var host = await Host.StartAsync(
            Section);
        await using var other = await Host.StartAsync(
            configure: options => options.Circuits = () => PeerCircuits.Get(host.System, "bulk"));
        _ = PeerCircuits.Get(host.System, "bulk");
        await using var stream = await other.StreamAsync();
        var state = await stream.UntilAsync("state");

        host.Circuits.ForceOpen("node-2");
        PeerCircuits.Get(host.System, "bulk").ForceOpen("node-3");

        Assert.Equal("bulk", state.GetProperty("instance").GetString());
        Assert.Equal(["node-3"], Peers(await stream.UntilAsync("entries")));
    }

    [Fact]
    [Trait("Decision", "D10")]
    public async Task An_act_is_done_to_the_instance_that_is_asked_for_and_to_no_other()
    {
        await using var host = await Host.WithControlAsync(Section);
        var bulk = PeerCircuits.Get(host.System, "bulk");
        bulk.AddPeer("node-2");
        host.Circuits.AddPeer("node-2");

        using var refused = await host.ActAsync("node-2", "force-open", token: null, query: Bulk);
        using var done = await host.ActAsync("node-2", "force-open", query: Bulk);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal(Core.Circuits.CircuitState.Open, bulk.GetState("node-2"));
        Assert.Equal(Core.Circuits.CircuitState.Closed, host.Circuits.GetState("node-2"));
    }

    [Fact]
    public async Task An_instance_that_there_is_not_costs_a_sentence_and_is_not_made()
    {
        await using var host = await Host.WithControlAsync(Section);
        foreach (var path in new[] { "/circuits", "/api/circuits", "/api/circuits/stream" })
        {
            using var answer = await host.Http.GetAsync(new Uri(host.Url, path + Bulk));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("creto.instances", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var act = await host.ActAsync("node-2", "reset", query: Bulk);
        using var unknown = await host.ActAsync("node-2", "reset", token: "another-token-than-it", query: Bulk);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (act.StatusCode, unknown.StatusCode));
        Assert.Null(PeerCircuits.Find(host.System, "bulk"));
    }

    [Fact]
    public async Task As_many_as_may_listen_may_listen_to_all_instances_together()
    {
        await using var host = await Host.StartAsync(Section);
        PeerCircuits.Get(host.System, "bulk").AddPeer("node-3");
        var open = new Stack<EventReader>();
        for (var i = 0; i < Seats.OfANode; i++)
        {
            open.Push(await host.StreamAsync(query: i % 2 == 0 ? Bulk : ""));
            await open.Peek().UntilAsync("hello");
        }

        foreach (var query in new[] { "", Bulk })
        {
            using var refused = await host.Http.GetAsync(new Uri(host.Url, "/api/circuits/stream" + query));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        // A place that is left at one is free for the other.
        await open.Pop().DisposeAsync();
        Assert.True(SpinWait.SpinUntil(() => Freed(host, Bulk), TimeSpan.FromSeconds(20)));
        foreach (var stream in open)
            await stream.DisposeAsync();
    }

    private static bool Freed(Host host, string query)
    {
        using var answer = host.Http.GetAsync(
            new Uri(host.Url, "/api/circuits/stream" + query), HttpCompletionOption.ResponseHeadersRead).Result;
        return answer.IsSuccessStatusCode;
    }

    private static async Task<(string? Instance, string? Peer)> ReadAsync(Host host, string query)
    {
        using var json = JsonDocument.Parse(await host.Http.GetStringAsync(new Uri(host.Url, "/api/circuits" + query)));
        var state = json.RootElement;
        Assert.Equal(["", "bulk"], state.GetProperty("instances").EnumerateArray().Select(name => name.GetString()));
        return (state.GetProperty("instance").GetString(),
            Assert.Single(state.GetProperty("circuits").EnumerateArray()).GetProperty("peer").GetString());
    }

    private static IEnumerable<string?> Peers(JsonElement entries) =>
        entries.EnumerateArray().Select(entry => entry.GetProperty("peer").GetString());
}
