using System.Net;
using System.Text.Json;

namespace CretoAkka.Dashboard.Tests.Http;

/// <summary>Buttons of the host's own.</summary>
public sealed class PanelTests
{
    [Fact]
    public async Task The_hosts_own_acts_are_shown_and_obeyed_only_where_control_is_allowed()
    {
        var done = 0;
        Task<string> Run(CancellationToken _) => Task.FromResult($"done {++done}");
        var panel = new DashboardPanel("Own", [
            new DashboardAct("it", "do", Run),
            new DashboardAct("it", "fail", _ => throw new InvalidOperationException("It cannot be.")),
            new DashboardAct("it", "break", _ => throw new FormatException("Half of it."))]);
        await using var closed = await Host.StartAsync(configure: options => options.Panel = panel);
        await using var open = await Host.WithControlAsync(configure: options => options.Panel = panel);
        await using var closedStream = await closed.StreamAsync();
        await using var openStream = await open.StreamAsync();

        Assert.Equal(JsonValueKind.Null, (await closedStream.UntilAsync("hello")).GetProperty("panel").ValueKind);
        Assert.Equal("Own", (await openStream.UntilAsync("hello")).GetProperty("panel").GetProperty("title").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, await PressAsync(closed, "do"));
        Assert.Equal(HttpStatusCode.OK, await PressAsync(open, "do"));
        Assert.Equal(HttpStatusCode.Conflict, await PressAsync(open, "fail"));
        Assert.Equal(HttpStatusCode.InternalServerError, await PressAsync(open, "break"));
        Assert.Equal(HttpStatusCode.NotFound, await PressAsync(open, "undo"));
        Assert.Equal(1, done);
    }

    private static async Task<HttpStatusCode> PressAsync(Host host, string act)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(host.Url, $"/api/circuit-panel/it/{act}"));
        request.Headers.Authorization = new("Bearer", Host.Token);
        using var answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
