using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>The page of the running demo, in a browser.</summary>
[Collection("browser")]
public sealed class DemoPageTests(Chromium chromium)
{
    private const float SeenWithin = 2;

    [ChromiumFact]
    public async Task A_peer_that_opens_is_seen_within_two_seconds_its_countdown_runs_and_its_recovery_shows()
    {
        await using var demo = await Demo.StartAsync(control: true);
        await using var page = await chromium.OpenAsync(demo.Page);
        await using var dark = await chromium.OpenAsync(
            demo.Link, new() { ViewportSize = new() { Width = 1280, Height = 800 }, ColorScheme = ColorScheme.Dark });
        await using var phone = await chromium.OpenAsync(
            demo.Page, new() { ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true });
        await page.QuorumSaysAsync("4 of 4 reachable, tolerates 1, 0 circuits open, margin 1");
        await Expect(page.Page.Locator("table.matrix tbody tr")).ToHaveCountAsync(4);
        await page.PictureAsync("page-healthy");

        await demo.FaultAsync("node-4", "hang");
        await demo.StateAsync("node-4", "Open");
        await page.SaysAsync("node-4", "Open", SeenWithin);
        await page.QuorumSaysAsync("3 of 4 reachable, tolerates 1, 1 circuit open, margin 0", SeenWithin);
        await CountsDownAsync(page, "node-4");
        await Expect(page.Page.Locator("#timeline")).ToContainTextAsync("node-1→node-4OpenConsecutiveFailures");
        await page.SaysAsync("node-4", "Open");
        await page.PictureAsync("page-open");
        await dark.PictureAsync("page-dark");
        await phone.PictureAsync("page-phone");
        Assert.Equal("", await phone.StandsOutAsync());

        await demo.FaultAsync("node-4", "resume");
        await page.SaysAsync("node-4", "Closed");
        await page.QuorumSaysAsync("4 of 4 reachable");
        Assert.Empty(page.Errors.Concat(dark.Errors).Concat(phone.Errors));
        Assert.All(page.Requests, url => Assert.StartsWith("http://127.0.0.1:", url, StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task Whoever_follows_the_link_forces_and_resets_a_circuit_and_it_is_logged()
    {
        await using var demo = await Demo.StartAsync(control: true);
        await using var page = await chromium.OpenAsync(demo.Link);
        await page.SaysAsync("node-2", "Closed");
        Assert.DoesNotContain(demo.Token, page.Page.Url, StringComparison.Ordinal);

        await ClickAsync(page, "node-2", "Force open");
        await page.SaysAsync("node-2", "Forced open", SeenWithin);
        await ClickAsync(page, "node-3", "Force open");
        await Expect(page.Page.Locator("#said")).ToContainTextAsync("as many are cut off as the protocol tolerates");
        await Expect(Button(page, "node-3", "Open beyond the budget")).ToBeVisibleAsync();
        await ClickAsync(page, "node-2", "Reset");
        await page.SaysAsync("node-2", "Closed", SeenWithin);

        await Expect(page.Page.Locator("#acts")).ToContainTextAsync("resetDone · from 127.0.0.1");
        await Expect(page.Page.Locator("#acts")).ToContainTextAsync("force-openBudgetSpent · from 127.0.0.1");
        await Expect(page.Page.Locator("#panel button")).ToHaveCountAsync(11);
    }

    [ChromiumFact]
    public async Task Without_the_setting_there_is_no_control_and_with_it_none_without_the_token()
    {
        await using (var demo = await Demo.StartAsync(control: false))
        {
            await using var page = await chromium.OpenAsync(demo.Page);
            await page.SaysAsync("node-4", "Closed");
            await Expect(page.Page.Locator("#cards button, #access *, #panel *")).ToHaveCountAsync(0);
            using var refused = await demo.PostAsync("/api/circuits/node-4/force-open", token: "any");
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        await using var open = await Demo.StartAsync(control: true);
        await using var stranger = await chromium.OpenAsync(open.Page);
        await stranger.SaysAsync("node-4", "Closed");
        await Expect(stranger.Page.Locator("#access input")).ToBeVisibleAsync();
        await Expect(stranger.Page.Locator("#cards button, #panel *")).ToHaveCountAsync(0);
        using var unknown = await open.PostAsync("/api/circuits/node-4/force-open", token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }

    [ChromiumFact]
    public async Task The_page_says_that_it_is_stale_and_comes_back_by_itself_when_its_server_does()
    {
        var demo = await Demo.StartAsync(control: false);
        await using var page = await chromium.OpenAsync(demo.Page);
        await page.QuorumSaysAsync("4 of 4 reachable");
        await Expect(page.Page.Locator("#nodes .live")).ToHaveCountAsync(4);
        Assert.Empty(page.Errors);

        await demo.DisposeAsync();
        await Expect(page.Page.Locator("#quorum .verdict")).ToHaveTextAsync("Stale", new() { Timeout = 10_000 });
        await Expect(page.Page.Locator("#nodes .stale")).ToHaveCountAsync(4);

        await using var again = await Demo.StartAsync(control: false, demo.Url.Port);
        await Expect(page.Page.Locator("#nodes .live")).ToHaveCountAsync(4, new() { Timeout = 20_000 });
        await page.QuorumSaysAsync("4 of 4 reachable");
        await page.SaysAsync("node-4", "Closed");
        // That nobody answered is all there was to complain of.
        Assert.All(page.Errors, error => Assert.Contains("net::ERR_", error, StringComparison.Ordinal));
    }

    private static async Task CountsDownAsync(CircuitPage page, string peer)
    {
        var first = await page.LeftAsync(peer);
        Assert.InRange(first, 0, 10);
        await page.Page.WaitForFunctionAsync(
            "([name, first]) => { const left = parseFloat(document.querySelector("
            + "`article[aria-label='${name}'] .left`).textContent); return left > 0 && left < first - 0.3; }",
            new object[] { peer, first });
    }

    private static ILocator Button(CircuitPage page, string peer, string name) =>
        page.Card(peer).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static Task ClickAsync(CircuitPage page, string peer, string name) => Button(page, peer, name).ClickAsync();
}
