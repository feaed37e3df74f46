using System.Net;

namespace CretoAkka.Dashboard.Tests.Http;

/// <summary>The page as it leaves the server.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task The_page_may_load_from_its_own_node_and_listen_to_those_that_are_named()
    {
        await using var host = await Host.StartAsync("creto.dashboard.nodes = [\"http://127.0.0.1:5081\"]");

        using var answer = await host.Http.GetAsync(new Uri(host.Url, "/circuits"));

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' http://127.0.0.1:5081;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task All_that_the_page_names_is_there_and_is_kept_until_it_changes()
    {
        await using var host = await Host.StartAsync();
        var page = await host.Http.GetStringAsync(new Uri(host.Url, "/circuits"));
        var paths = page.Split("\"/circuits/").Skip(1).Select(rest => "/circuits/" + rest.Split('"')[0]).Distinct();

        foreach (var path in paths)
        {
            using var answer = await host.Http.GetAsync(new Uri(host.Url, path));
            Assert.Equal((HttpStatusCode.OK, path), (answer.StatusCode, path));
            using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, path));
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var unchanged = await host.Http.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
        Assert.DoesNotContain("{page}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{api}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chart_library_comes_with_its_licence()
    {
        await using var host = await Host.StartAsync();

        var licence = await host.Http.GetStringAsync(new Uri(host.Url, "/circuits/uplot/LICENSE.txt"));

        Assert.Contains("MIT License", licence, StringComparison.Ordinal);
    }

    [Fact]
    public void No_script_makes_markup_out_of_a_text()
    {
        foreach (var file in CretoAkka.Dashboard.Http.PageFiles.All.Where(
            file => file.Name.EndsWith(".js", StringComparison.Ordinal)
                && !file.Name.StartsWith("uplot/", StringComparison.Ordinal)))
        {
            var text = System.Text.Encoding.UTF8.GetString(file.Bytes.Span);
            foreach (var danger in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(" })
                Assert.False(text.Contains(danger, StringComparison.Ordinal), $"{file.Name} has {danger}.");
        }
    }
}
