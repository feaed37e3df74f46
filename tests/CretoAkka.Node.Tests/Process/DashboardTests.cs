using System.Text.Json;

namespace CretoAkka.Node.Tests.Process;

/// <summary>What an operator sees: a Prometheus server that scrapes the demo, and the queries of the dashboard.</summary>
[Collection("process")]
[Trait("Decision", "D22")]
public sealed class DashboardTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly JsonElement Dashboard =
        JsonDocument.Parse(File.ReadAllText(PrometheusServer.Of("dashboard.json"))).RootElement;

    [PrometheusFact]
    public async Task Every_query_of_the_dashboard_has_data_while_the_demo_runs()
    {
        await using var node = NodeProcess.Start("--plain", "--tour", "none", "--duration", "infinite");
        await using var server = new PrometheusServer((await node.UrlAsync()).Port);
        await server.ReadyAsync();
        await Await.ThatAsync(() => server.CountAsync("circuit_breaker_state").Result == 12, "all is scraped", Limit);
        await Await.ThatAsync(
            () => server.CountAsync("sum by (instance) (rate(circuit_breaker_success_total[10s])) > 0").Result == 4,
            "there is traffic", Limit);

        foreach (var (panel, query) in Queries())
        {
            await Await.ThatAsync(
                () => server.CountAsync(Filled(query)).Result > 0, $"{panel} shows something: {query}", Limit);
        }

        // Nothing fires here, and still it is read; the nodes to choose from are those of the series.
        foreach (var query in Annotations())
            Assert.Equal(0, await server.CountAsync(query));
        Assert.Equal(4, await server.CountAsync($"group by ({Choice().Label}) ({Choice().Series})"));
    }

    [Fact]
    public void Every_panel_has_a_number_a_meaning_and_queries()
    {
        var panels = Panels();

        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels.Where(IsChart), panel => Assert.EndsWith(
            ".", panel.GetProperty("description").GetString(), StringComparison.Ordinal));
        Assert.All(panels.Where(IsChart), panel => Assert.NotEmpty(QueriesOf(panel)));
    }

    // As Grafana fills in its variables.
    private static string Filled(string query) => query
        .Replace("$instance", ".*", StringComparison.Ordinal)
        .Replace("$__rate_interval", "10s", StringComparison.Ordinal);

    private static IEnumerable<(string Panel, string Query)> Queries() =>
        from panel in Panels().Where(IsChart)
        from query in QueriesOf(panel)
        select (panel.GetProperty("title").GetString()!, query);

    private static IEnumerable<string> QueriesOf(JsonElement panel) =>
        panel.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("expr").GetString()!);

    private static IEnumerable<string> Annotations() => Dashboard.GetProperty("annotations").GetProperty("list")
        .EnumerateArray().Select(annotation => annotation.GetProperty("expr").GetString()!);

    // What Grafana's own function of that name is given: "label_values(series, label)".
    private static (string Series, string Label) Choice()
    {
        var query = Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Single(variable => variable.GetProperty("type").GetString() == "query")
            .GetProperty("query").GetProperty("query").GetString()!;
        var parts = query.Split('(', ',', ')');
        Assert.Equal("label_values", parts[0]);
        return (parts[1].Trim(), parts[2].Trim());
    }

    private static bool IsChart(JsonElement panel) => panel.GetProperty("type").GetString() != "row";

    private static JsonElement[] Panels() => [.. Dashboard.GetProperty("panels").EnumerateArray()];
}
