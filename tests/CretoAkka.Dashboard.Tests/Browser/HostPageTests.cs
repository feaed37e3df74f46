using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>The page of a host that a test says what to show to, in a browser.</summary>
[Collection("browser")]
public sealed class HostPageTests(Chromium chromium)
{
    private static readonly string[] Hostile =
    [
        "<script>window.hit = 1</script>",
        "<img src=x onerror=\"window.hit = 1\">",
        "'\"><svg onload=window.hit=1>",
        "__proto__",
        "constructor",
        "\u202eevil",
        new string('W', 256),
    ];

    [ChromiumFact]
    [Trait("Decision", "D22")]
    public async Task A_name_that_is_markup_stays_text_wherever_it_is_shown()
    {
        await using var host = await Host.WithControlAsync();
        foreach (var peer in Hostile)
            host.Circuits.AddPeer(peer);
        await using var page = await chromium.OpenAsync(new Uri(host.Url, "/circuits#token=" + Host.Token));
        await Expect(page.Page.Locator("article")).ToHaveCountAsync(Hostile.Length);

        foreach (var peer in Hostile)
        {
            host.Circuits.ForceOpen(peer);
            await Expect(page.Page.Locator("article", new() { HasText = peer }).First).ToContainTextAsync("Forced open");
        }

        await Expect(page.Page.Locator("#timeline li")).ToHaveCountAsync(Hostile.Length);
        Assert.Equal(
            Hostile.Order(StringComparer.Ordinal),
            (await page.Page.Locator("article h3").AllTextContentsAsync()).Order(StringComparer.Ordinal));
        Assert.True(await page.Page.EvaluateAsync<bool>("window.hit === undefined"));
        Assert.Equal("", await page.StandsOutAsync());
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task Without_peers_and_without_members_the_page_says_so()
    {
        await using var host = await Host.StartAsync();
        await using var page = await chromium.OpenAsync(new Uri(host.Url, "/circuits"));

        await page.QuorumSaysAsync("0 of 0 peers reachable");
        await Expect(page.Page.Locator("#cards")).ToContainTextAsync("No peers yet");
        await Expect(page.Page.Locator("#quorum")).ToContainTextAsync("no membership is declared");

        host.Circuits.AddPeer("node-2");
        await page.SaysAsync("node-2", "Closed");
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task A_row_is_chosen_by_the_keyboard_and_states_are_words()
    {
        await using var other = await Host.StartAsync("creto.node = node-2");
        await using var host = await Host.StartAsync(
            $"creto.dashboard.nodes = [\"{other.Url.GetLeftPart(UriPartial.Authority)}\"]");
        host.Circuits.AddPeer("node-2");
        await using var page = await chromium.OpenAsync(new Uri(host.Url, "/circuits"));
        var rows = page.Page.Locator("button.row");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First).ToHaveAttributeAsync("aria-pressed", "true");
        await page.SaysAsync("node-2", "Closed");
        // The other node does not name this one, so its stream is not for this page.
        await Expect(page.Page.Locator("#nodes .none")).ToHaveCountAsync(1);

        for (var i = 0; i < 5; i++)
            host.Circuits.RecordFailure("node-2");
        await page.SaysAsync("node-2", "Open");
        await Expect(page.Page.Locator("#news")).ToContainTextAsync("node-2: Open, ConsecutiveFailures.");

        await rows.First.FocusAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(rows.Last).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(rows.First).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [ChromiumFact]
    public async Task On_a_phone_whatever_can_be_pressed_is_as_tall_as_a_finger_and_nothing_stands_out()
    {
        await using var host = await Host.WithControlAsync();
        host.Circuits.AddPeer("node-2");
        await using var page = await chromium.OpenAsync(
            new Uri(host.Url, "/circuits#token=" + Host.Token),
            new() { ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true });
        await page.Card("node-2").GetByRole(AriaRole.Button, new() { Name = "Force open", Exact = true }).TapAsync();
        await page.SaysAsync("node-2", "Forced open");

        var small = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("button, select, input")]
              .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 40).map((e) => e.outerHTML)
            """);

        Assert.Empty(small);
        Assert.Equal("", await page.StandsOutAsync());
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task An_instance_is_a_link_away_and_its_page_shows_and_does_what_is_its_own()
    {
        await using var host = await Host.WithControlAsync("creto.instances.bulk { }");
        host.Circuits.AddPeer("node-2");
        await using var page = await chromium.OpenAsync(new Uri(host.Url, "/circuits#token=" + Host.Token));
        await page.SaysAsync("node-2", "Closed");
        await Expect(page.Page.Locator("#instances")).ToBeHiddenAsync();

        PeerCircuits.Get(host.System, "bulk").AddPeer("node-3");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "bulk", Exact = true }).ClickAsync();
        await page.SaysAsync("node-3", "Closed");
        await Expect(page.Page.Locator("article")).ToHaveCountAsync(1);
        await Expect(page.Page.Locator("#quorum")).ToContainTextAsync("instance bulk");
        await Expect(page.Page.Locator("#instances [aria-current=page]")).ToHaveTextAsync("bulk");

        await page.Card("node-3").GetByRole(AriaRole.Button, new() { Name = "Force open", Exact = true }).ClickAsync();
        await page.SaysAsync("node-3", "Forced open");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "without a name", Exact = true }).ClickAsync();
        await page.SaysAsync("node-2", "Closed");
        await Expect(page.Page.Locator("#timeline")).ToContainTextAsync("Nothing yet");
        Assert.Empty(page.Errors);
    }
}
