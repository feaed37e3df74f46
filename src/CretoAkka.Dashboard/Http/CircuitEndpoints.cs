using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CretoAkka.Dashboard.Feeds;
using CretoAkka.Dashboard.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CretoAkka.Dashboard.Http;

/// <summary>
/// <c>GET /api/circuits</c>: what the node knows of each peer. <c>GET /api/circuits/stream</c>: the same again and
/// again, and what happens, as server-sent events <c>hello</c>, <c>entries</c> and <c>state</c>.
/// </summary>
internal sealed class CircuitEndpoints
{
    /// <summary>Where the API is.</summary>
    public const string Path = "/api/circuits";

    private static readonly TimeSpan ComeBackAfter = TimeSpan.FromSeconds(1);

    private readonly CircuitSource _source;
    private readonly CircuitFeed _feed;

    private CircuitEndpoints(CircuitSource source, CircuitFeed feed) => (_source, _feed) = (source, feed);

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes, CircuitSource source, CircuitFeed feed)
    {
        var endpoints = new CircuitEndpoints(source, feed);
        routes.MapGet(Path, endpoints.WriteAsync);
        routes.MapGet($"{Path}/stream", endpoints.StreamAsync);
    }

    private Task WriteAsync(HttpContext context)
    {
        Answers.BeFresh(context);
        Answers.LetNodesRead(context, _source.Settings);
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, NodeJson.Of(_source), DashboardJson.Default.NodeJson, context.RequestAborted);
    }

    private async Task StreamAsync(HttpContext context)
    {
        Answers.LetNodesRead(context, _source.Settings);
        if (_feed.Join() is not { } client)
        {
            await Answers.SayAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                $"{CircuitFeed.MaxClients} pages are open already, or the host is stopping.");
            return;
        }
        try
        {
            var seen = SeenBefore(context.Request.Headers["Last-Event-ID"]);
            await TypedResults.ServerSentEvents(TellAsync(client, seen, context.RequestAborted)).ExecuteAsync(context);
        }
        finally
        {
            _feed.Leave(client);
        }
    }

    private async IAsyncEnumerable<SseItem<string>> TellAsync(
        FeedClient client, long seen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new SseItem<string>(Hello(), "hello") { ReconnectionInterval = ComeBackAfter };
        await foreach (var frame in client.ReadAsync(cancellation))
        {
            // What happened is never missed, however many frames were: the timeline has it.
            var entries = _source.Timeline.Between(seen, frame.LastEntry);
            if (entries.Length > 0)
                yield return new SseItem<string>(
                    JsonSerializer.Serialize(entries, DashboardJson.Default.EntryJsonArray), "entries")
                {
                    EventId = string.Create(CultureInfo.InvariantCulture, $"{_feed.Instance}-{entries[^1].Number}"),
                };
            seen = Math.Max(seen, frame.LastEntry);
            yield return new SseItem<string>(frame.State, "state");
        }
    }

    private string Hello()
    {
        var (settings, panel) = (_source.Settings, _source.Panel);
        var peers = _source.Find()?.GetPeers().Count ?? 0;
        var hello = new HelloJson(
            _source.Node,
            _feed.Instance,
            CircuitFeed.IntervalFor(peers).TotalSeconds,
            [.. settings.Nodes],
            settings.AllowControl,
            panel is null
                ? null
                : new PanelJson(panel.Title, [.. panel.Acts.Select(act => new ActJson(act.Target, act.Name))]));
        return JsonSerializer.Serialize(hello, DashboardJson.Default.HelloJson);
    }

    // Who comes back to another process has seen nothing of its timeline.
    private long SeenBefore(string? lastEvent) =>
        lastEvent?.Split('-') is [var instance, var number]
        && instance == _feed.Instance
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : 0;
}
