using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>What another node says is that node's word, and may be anything.</summary>
[Collection("browser")]
public sealed class LyingNodeTests(Chromium chromium)
{
    private static readonly string Name = new('n', 257);

    // Frames that no node sends.
    private static readonly (string Kind, string Data)[] Wrong =
    [
        ("state", "{"),
        ("state", "null"),
        ("state", "[]"),
        ("state", "{}"),
        ("state", With("circuits", "null")),
        ("state", With("circuits", "{}")),
        ("state", With("circuits", "[null]")),
        ("state", With("circuits", "[{}]")),
        ("state", With("circuits", "[{\"peer\":{}}]")),
        ("state", With("node", "{\"toString\":1}")),
        ("state", With("node", $"\"{Name}\"")),
        ("state", With("running", "\"yes\"")),
        ("state", With("time", "\"soon\"")),
        ("state", With("quorum", "{\"total\":4}")),
        ("state", With("quorum", "7")),
        ("state", WithCircuit("state", "\"Ajar\"")),
        ("state", WithCircuit("latencyP50", "\"1\"")),
        ("state", WithCircuit("timeout", "1e400")),
        ("state", WithCircuit("normal", "null")),
        ("state", WithCircuit("mode", "[]")),
        ("state", Twice()),
        ("hello", "{\"node\":\"node-2\",\"instance\":\"a\",\"interval\":0,\"nodes\":[],\"control\":false}"),
        ("hello", "{\"node\":\"node-2\",\"instance\":\"a\",\"interval\":1,\"nodes\":5,\"control\":false}"),
        ("hello", "7"),
        ("entries", "null"),
        ("entries", "[null]"),
        ("entries", "[{\"number\":1,\"time\":\"never\",\"kind\":\"circuit\",\"word\":\"Open\",\"cause\":\"\"}]"),
        ("entries", $"[{string.Join(',', Enumerable.Range(1, 257).Select(number => Entry(number, "2026-01-01")))}]"),
    ];

    [ChromiumFact]
    public async Task What_no_node_says_is_told_so_and_breaks_nothing()
    {
        var liars = await Task.WhenAll(Wrong.Select((frame, i) => LyingNode.StartAsync(("state", Good(NameOf(i))), frame)));
        var nodes = string.Join(", ", liars.Select(liar => $"\"{liar.Address}\""));
        await using var host = await Host.StartAsync($"creto.dashboard.nodes = [{nodes}]");
        host.Circuits.AddPeer("node-2");
        await using var page = await chromium.OpenAsync(new Uri(host.Url, "/circuits"));

        // What each last said that a node says stays, and so does all that the page's own node says.
        for (var i = 0; i < Wrong.Length; i++)
        {
            await Expect(Row(page, NameOf(i)).Locator(".flow")).ToHaveTextAsync("not understood");
            await Expect(Row(page, NameOf(i))).ToContainTextAsync("Closed");
        }
        host.Circuits.ForceOpen("node-2");
        await page.SaysAsync("node-2", "Forced open");
        await Expect(Row(page, "node-1").Locator(".flow")).ToHaveTextAsync("live");
        await Expect(page.Page.Locator("#timeline")).ToContainTextAsync("node-1→node-2Open");
        Assert.Empty(page.Errors);
        foreach (var liar in liars)
            await liar.DisposeAsync();
    }

    [ChromiumFact]
    public async Task A_node_in_the_name_of_another_is_shown_with_its_address()
    {
        await using var liar = await LyingNode.StartAsync(("state", Good("node-1")));
        await using var host = await Host.StartAsync($"creto.dashboard.nodes = [\"{liar.Address}\"]");
        await using var page = await chromium.OpenAsync(new Uri(host.Url, "/circuits"));

        await Expect(Row(page, $"node-1 ({liar.Address["http://".Length..]})")).ToBeVisibleAsync();
        await page.QuorumSaysAsync("0 of 0 peers reachable");
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task Whatever_another_node_dates_ahead_or_names_the_own_nodes_entries_and_peers_stay()
    {
        var flood = string.Join(',', Enumerable.Range(1, 256).Select(number => Entry(number, "9999-01-01")));
        await using var liar = await LyingNode.StartAsync(("state", Many(300)), ("entries", $"[{flood}]"));
        await using var host = await Host.StartAsync($"creto.dashboard.nodes = [\"{liar.Address}\"]");
        host.Circuits.AddPeer("zeta");
        await using var page = await chromium.OpenAsync(new Uri(host.Url, "/circuits"));
        await Expect(page.Page.Locator("#timeline li")).ToHaveCountAsync(120);
        host.Circuits.ForceOpen("zeta");

        await Expect(page.Page.Locator("#timeline")).ToContainTextAsync("node-1→zetaOpen");
        await Expect(page.Page.Locator("#matrix-more")).ToHaveTextAsync("250 peers more that node-1 does not know.");
        await Expect(page.Page.Locator("table.matrix thead")).ToContainTextAsync("zeta");
        Assert.Empty(page.Errors);
    }

    private static ILocator Row(CircuitPage page, string node) => page.Page.Locator("table.matrix tbody tr")
        .Filter(new() { Has = page.Page.GetByText(node, new() { Exact = true }) });

    private static string Entry(int number, string day) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"number":{{number}},"time":"{{day}}T00:00:00Z","kind":"circuit","peer":"node-1","word":"Open","cause":"","isManual":false}""");

    private static string NameOf(int liar) => string.Create(CultureInfo.InvariantCulture, $"liar-{liar}");

    private static string Good(string name) => With("node", $"\"{name}\"");

    private static string With(string field, string json) => Put(State(), field, json).ToJsonString();

    private static string WithCircuit(string field, string json)
    {
        // An escape hatch for numbers that no reader here takes.
        var state = State();
        Put(state["circuits"]![0]!.AsObject(), field, "\"here\"");
        return state.ToJsonString().Replace("\"here\"", json, StringComparison.Ordinal);
    }

    private static string Twice()
    {
        var state = State();
        state["circuits"]!.AsArray().Add(Circuit("node-1"));
        return state.ToJsonString();
    }

    private static string Many(int peers)
    {
        var state = State();
        state["circuits"] = new JsonArray(
            [.. Enumerable.Range(0, peers).Select(i => Circuit(string.Create(CultureInfo.InvariantCulture, $"made-up-{i}")))]);
        return state.ToJsonString();
    }

    private static JsonObject Put(JsonObject into, string field, string json)
    {
        into[field] = JsonNode.Parse(json);
        return into;
    }

    private static JsonObject State() => new()
    {
        ["node"] = "node-2",
        ["running"] = true,
        ["time"] = "2026-01-01T00:00:00Z",
        ["quorum"] = null,
        ["circuits"] = new JsonArray(Circuit("node-1")),
    };

    private static JsonObject Circuit(string peer) => JsonNode.Parse($$$"""
        {"peer":{{{JsonSerializer.Serialize(peer)}}},"state":"Closed","mode":"Automatic","cause":"None","suspected":false,
        "evidence":null,"weight":0,"successes":1,"failures":0,"rejected":0,"trips":0,"successRate":1,
        "consecutiveFailures":0,"failureThreshold":5,"probesInFlight":0,"halfOpenMaxCalls":3,"probesSucceeded":0,
        "successThreshold":2,"timeInState":1,"changesIn":null,"latencyP50":null,"latencyP99":null,"timeout":1,
        "adaptive":true,"queuedBytes":0,"trickled":0,"busy":false,"session":true,
        "critical":{"waiting":0,"inFlight":0,"superseded":0,"expired":0,"delivered":0},
        "normal":{"waiting":0,"inFlight":0,"superseded":0,"expired":0,"delivered":0},
        "bulk":{"waiting":0,"inFlight":0,"superseded":0,"expired":0,"delivered":0}}
        """)!.AsObject();
}
