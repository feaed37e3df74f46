using static Microsoft.Playwright.Assertions;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>The page as whoever does not see it hears it: the tree that Chromium hands a screen reader.</summary>
[Collection("browser")]
public sealed class ReaderTests(Chromium chromium)
{
    private static readonly string[] Places = ["navigation", "region", "article", "table", "list"];

    [ChromiumFact]
    public async Task A_card_is_an_article_of_the_peers_name_whose_heading_is_followed_by_its_state_as_a_word()
    {
        await using var host = await HostAsync();
        await using var page = await OpenAsync(host);

        var reader = await Reader.OfAsync(page.Page);

        var cards = reader.Of("article").ToList();
        Assert.Equal(["node-2", "node-3"], cards.Select(card => card.Name));
        Assert.All(cards, card => Assert.Equal(
            (card.Name, 3), reader.Of("heading", card).Select(title => (title.Name, title.Level!.Value)).Single()));
        Assert.StartsWith("node-2|Closed|closed for|", reader.Text(cards[0]), StringComparison.Ordinal);
        Assert.StartsWith("node-3|by hand|Forced open|", reader.Text(cards[1]), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task A_tables_cells_have_headers_of_both_directions_and_the_table_a_name()
    {
        await using var host = await HostAsync();
        await using var page = await OpenAsync(host);

        var reader = await Reader.OfAsync(page.Page);

        var tables = reader.Of("table").ToList();
        Assert.Equal(
            ["The circuit that each observer holds to each peer", "Messages by class", "Messages by class"],
            tables.Select(table => table.Name));
        Assert.All(tables, table => Assert.All(
            reader.Of("row", table).Skip(1), row => Assert.Single(reader.Of("rowheader", row))));
        Assert.All(tables, table => Assert.Equal(
            reader.Of("columnheader", table).Count(),
            1 + reader.Of("cell", reader.Of("row", table).Last()).Count()));
        Assert.Equal(
            ["observer", "node-1", "node-2", "node-3"], reader.Of("columnheader", tables[0]).Select(head => head.Name));
        Assert.Equal("node-1 live", Assert.Single(reader.Of("rowheader", tables[0])).Name);
        Assert.Equal(
            ["itself", "Closed", "Forced open"],
            reader.Of("cell", tables[0]).Select(cell => reader.Text(cell).TrimEnd('|')));
    }

    [ChromiumFact]
    public async Task Whatever_can_be_pressed_chosen_or_gone_to_has_a_name()
    {
        await using var host = await HostAsync();
        await using var page = await OpenAsync(host);

        var reader = await Reader.OfAsync(page.Page);

        Assert.NotEmpty(reader.Of("button"));
        Assert.NotEmpty(reader.Of("combobox"));
        Assert.All(
            reader.All.Where(node => node.Role is "button" or "link" or "combobox" or "textbox" or "image" or "img"),
            node => Assert.NotEqual("", node.Name));
        var groups = reader.Of("group").Where(group => reader.Of("button", group).Any()).Select(group => group.Name);
        Assert.Equal(["Control of node-2", "Control of node-3", "node-2"], groups);
        Assert.All(
            reader.All.Where(node => Places.Contains(node.Role, StringComparer.Ordinal)),
            place => Assert.NotEqual("", place.Name));
        // A section without a name is no place to go to.
        Assert.Equal(
            ["Quorum", "Who reaches whom", "Who reaches whom", "What happened", "Peers", "Latency", "By hand", "Faults"],
            reader.Of("region").Select(region => region.Name));
        Assert.Equal(1, reader.Of("heading").Count(title => title.Level == 1));
        // From one level to the next no step is left out, so that a reader who goes by headings finds all.
        var levels = reader.Of("heading").Select(title => title.Level!.Value).ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [ChromiumFact]
    public async Task What_moves_is_read_out_all_of_it_and_so_is_what_it_means_for_the_quorum()
    {
        await using var host = await HostAsync();
        await using var page = await OpenAsync(host);
        await Expect(page.Page.Locator("#quorum .verdict")).ToHaveTextAsync("At the limit");

        await page.Page.EvaluateAsync("""
            () => {
              window.said = [];
              const news = document.getElementById("news");
              new MutationObserver(() => window.said.push(news.textContent)).observe(news, { childList: true });
            }
            """);
        // Nothing lies between the two: they may come as one.
        host.Circuits.Reset("node-3");
        host.Circuits.ForceOpen("node-2");
        await page.SaysAsync("node-2", "Forced open");
        await page.SaysAsync("node-3", "Closed");
        await page.Card("node-2").GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Expect(page.Page.Locator("#quorum .verdict")).ToHaveTextAsync("Healthy");

        var reader = await Reader.OfAsync(page.Page);
        var live = reader.Of("status").ToList();
        Assert.All(live, node => Assert.Equal("polite", node.Live));
        Assert.Contains(live, node => reader.Text(node) == "Healthy");
        Assert.Contains(live, node => reader.Text(node).StartsWith("node-2: reset.", StringComparison.Ordinal));
        var said = await page.Page.EvaluateAsync<string>("window.said.join(' ')");
        foreach (var move in new[] { "node-3: Closed, Reset.", "node-2: Open, ForcedOpen.", "node-2: Closed, Reset." })
            Assert.Contains(move, said, StringComparison.Ordinal);
    }

    private static async Task<Host> HostAsync()
    {
        var host = await Host.WithControlAsync(
            "creto.quorum.members { node-1 = 1, node-2 = 1, node-3 = 1 }\ncreto.quorum.fault-model = crash",
            options => options.Panel = new DashboardPanel(
                "Faults", [new DashboardAct("node-2", "pause", _ => Task.FromResult("Paused."))]));
        host.Circuits.AddPeer("node-2");
        host.Circuits.ForceOpen("node-3");
        return host;
    }

    private async Task<CircuitPage> OpenAsync(Host host)
    {
        var page = await chromium.OpenAsync(new Uri(host.Url, "/circuits#token=" + Host.Token));
        await page.SaysAsync("node-3", "Forced open");
        await Expect(page.Page.Locator("#panel button")).ToHaveCountAsync(1);
        return page;
    }
}
