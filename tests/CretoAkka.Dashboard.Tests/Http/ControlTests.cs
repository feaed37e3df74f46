using System.Net;
using System.Text.Json;
using CretoAkka.Core.Circuits;
using CretoAkka.Quorums;

namespace CretoAkka.Dashboard.Tests.Http;

/// <summary>Who may do what by HTTP.</summary>
[Trait("Decision", "D10")]
public sealed class ControlTests
{
    [Fact]
    public async Task Where_control_is_not_allowed_nobody_may_do_anything_whatever_the_token()
    {
        await using var host = await Host.StartAsync($"creto.dashboard.token = \"{Host.Token}\"");
        host.Circuits.AddPeer("node-2");

        foreach (var act in new[] { "force-open", "force-close", "reset", "release" })
            await AssertAsync(
                host.ActAsync("node-2", act), HttpStatusCode.Forbidden, "Nobody may: creto.dashboard.allow-control is off.");

        Assert.Equal(CircuitMode.Automatic, host.Circuits.GetStats("node-2").Mode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData(Host.Token + "x")]
    [InlineData("A-TOKEN-OF-THE-TESTS")]
    public async Task Without_the_token_nobody_may_do_anything(string? token)
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");

        using var answer = await host.ActAsync("node-2", "force-open", token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(CircuitState.Closed, host.Circuits.GetState("node-2"));
    }

    [Fact]
    public async Task The_page_of_another_site_may_not_even_with_the_token()
    {
        await using var host = await Host.WithControlAsync("creto.dashboard.nodes = [\"http://127.0.0.1:5081\"]");
        host.Circuits.AddPeer("node-2");
        var own = host.Url.GetLeftPart(UriPartial.Authority);

        foreach (var origin in new[] { "http://evil.example", "null", "http://127.0.0.1:5081", own + ".evil.example" })
            await AssertAsync(
                host.ActAsync("node-2", "force-open", origin: origin),
                HttpStatusCode.Forbidden, "Not from the page of another site or node.");
        Assert.Equal(CircuitState.Closed, host.Circuits.GetState("node-2"));
        using var done = await host.ActAsync("node-2", "force-open", origin: own);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
    }

    [Fact]
    public async Task Who_may_forces_resets_and_releases_and_it_is_told()
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");
        await using var stream = await host.StreamAsync();

        await DoneAsync(host, "force-open", """{"seconds": 60}""");
        Assert.Equal(CircuitMode.ForcedOpen, host.Circuits.GetStats("node-2").Mode);
        Assert.InRange(host.Circuits.GetStats("node-2").ChangesIn!.Value.TotalSeconds, 30, 60);
        await DoneAsync(host, "force-close");
        Assert.Equal(CircuitMode.ForcedClosed, host.Circuits.GetStats("node-2").Mode);
        await DoneAsync(host, "reset");
        Assert.Equal(CircuitMode.Automatic, host.Circuits.GetStats("node-2").Mode);
        host.Circuits.ReportEvidence("node-2", EvidenceKind.Equivocation);
        using var refused = await host.ActAsync("node-2", "reset");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await DoneAsync(host, "release");
        Assert.NotEqual(CircuitMode.Quarantined, host.Circuits.GetStats("node-2").Mode);

        var told = new List<string>();
        while (!told.Contains("release Done"))
            told.AddRange((await stream.UntilAsync("entries")).EnumerateArray()
                .Where(entry => entry.GetProperty("kind").GetString() == "act")
                .Select(entry => $"{entry.GetProperty("word").GetString()} {entry.GetProperty("cause").GetString()}"));
        Assert.Equal(
            ["force-open Done", "force-close Done", "reset Done", "reset Quarantined", "release Done"], told);
    }

    [Fact]
    public async Task A_force_beyond_the_budget_is_refused_unless_it_is_insisted_on()
    {
        await using var host = await Host.WithControlAsync(
            "creto.quorum.members { node-1 = 1, node-2 = 1, node-3 = 1, node-4 = 1 }");
        foreach (var peer in new[] { "node-2", "node-3" })
            host.Circuits.AddPeer(peer);
        host.Circuits.ForceOpen("node-3");

        using var refused = await host.ActAsync("node-2", "force-open");
        var reply = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((HttpStatusCode.Conflict, "BudgetSpent"), (refused.StatusCode, reply.GetProperty("reply").GetString()));

        await DoneAsync(host, "force-open", """{"overrideBudget": true}""");
        using var state = JsonDocument.Parse(await host.Http.GetStringAsync(new Uri(host.Url, "/api/circuits")));
        Assert.Equal(-1, state.RootElement.GetProperty("quorum").GetProperty("margin").GetInt64());
        Assert.Equal(1, state.RootElement.GetProperty("quorum").GetProperty("reached").GetInt64());
    }

    [Fact]
    public async Task What_does_not_exist_costs_a_sentence_and_makes_nothing()
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");

        await AssertAsync(host.ActAsync("node-9", "reset"), HttpStatusCode.NotFound, "There is no peer 'node-9'.");
        await AssertAsync(
            host.ActAsync("node-2", "destroy"), HttpStatusCode.NotFound,
            "There is no act 'destroy'; expected force-open, force-close, reset or release.");
        var endless = new string('x', PeerId.MaxLength + 1);
        await AssertAsync(
            host.ActAsync(endless, "reset"), HttpStatusCode.NotFound, $"There is no peer '{endless}'.");
        Assert.Equal(["node-2"], host.Circuits.GetPeers().Select(report => report.Peer.Value));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("{\"seconds\": 0}", HttpStatusCode.BadRequest)]
    [InlineData("{\"seconds\": -1}", HttpStatusCode.BadRequest)]
    [InlineData("{\"seconds\": 1e-9}", HttpStatusCode.BadRequest)]
    [InlineData("{\"seconds\": 1e300}", HttpStatusCode.BadRequest)]
    [InlineData("{\"second\": 1}", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_that_is_none_is_refused(string? body, HttpStatusCode status)
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");

        using var answer = await host.ActAsync("node-2", "force-open", body: body ?? new string(' ', 1025));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(CircuitState.Closed, host.Circuits.GetState("node-2"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("%")]
    [InlineData("a b?c#d&e=f+g")]
    [InlineData("節点二 \" ' \\")]
    [Trait("Decision", "D22")]
    public async Task Any_name_can_be_controlled_and_is_data_in_every_answer(string peer)
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer(peer);

        using var answer = await host.ActAsync(peer, "force-open");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(CircuitMode.ForcedOpen, host.Circuits.FindPeer(peer)!.Stats.Mode);
        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var all = await host.Http.GetStringAsync(new Uri(host.Url, "/api/circuits"));
        Assert.DoesNotContain("<script", all, StringComparison.Ordinal);
        Assert.Equal(peer, JsonDocument.Parse(all).RootElement.GetProperty("circuits")[0].GetProperty("peer").GetString());
        await AssertAsync(
            host.ActAsync(peer + "x", "reset"), HttpStatusCode.NotFound, $"There is no peer '{peer}x'.");
    }

    private static async Task DoneAsync(Host host, string act, string? body = null)
    {
        using var answer = await host.ActAsync("node-2", act, body: body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task AssertAsync(Task<HttpResponseMessage> asked, HttpStatusCode status, string sentence)
    {
        using var answer = await asked;
        Assert.Equal((status, sentence + "\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }
}
