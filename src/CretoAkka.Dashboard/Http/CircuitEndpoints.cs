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

    private readonly CircuitViews _views;

    private CircuitEndpoints(CircuitViews views) => _views = views;

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes, CircuitViews views)
    {
        var endpoints = new CircuitEndpoints(views);
        routes.MapGet(Path, endpoints.WriteAsync);
        routes.MapGet($"{Path}/stream", endpoints.StreamAsync);
    }

    private Task WriteAsync(HttpContext context)
    {
        if (AskedInstance.Of(context, _views) is not { Source: var source })
            return AskedInstance.RefuseAsync(context);
        Answers.BeFresh(context);
        Answers.LetNodesRead(context, source.Settings);
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, NodeJson.Of(source), DashboardJson.Default.NodeJson, context.RequestAborted);
    }

    private async Task StreamAsync(HttpContext context)
    {
        if (AskedInstance.Of(context, _views) is not { } view)
        {
            await AskedInstance.RefuseAsync(context);
            return;
        }
        Answers.LetNodesRead(context, view.Source.Settings);
        if (view.Feed.Join() is not { } client)
        {
            await Answers.SayAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                $"{Seats.OfANode} pages are open already, or the host is stopping.");
            return;
        }
        try
        {
            var seen = SeenBefore(view, context.Request.Headers["Last-Event-ID"]);
            await TypedResults.ServerSentEvents(TellAsync(view, client, seen, context.RequestAborted))
                .ExecuteAsync(context);
        }
        finally
        {
            view.Feed.Leave(client);
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> TellAsync(
        CircuitView view, FeedClient client, long seen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new SseItem<string>(Hello(view), "hello") { ReconnectionInterval = ComeBackAfter };
        await foreach (var frame in client.ReadAsync(cancellation))
        {
            // What happened is never missed, however many frames were: the timeline has it.
            var entries = view.Source.Timeline.Between(seen, frame.LastEntry);
            if (entries.Length > 0)
                yield return new SseItem<string>(
                    JsonSerializer.Serialize(entries, DashboardJson.Default.EntryJsonArray), "entries")
                {
                    EventId = string.Create(CultureInfo.InvariantCulture, $"{view.Feed.Instance}-{entries[^1].Number}"),
                };
            seen = Math.Max(seen, frame.LastEntry);
            yield return new SseItem<string>(frame.State, "state");
        }
    }

    private static string Hello(CircuitView view)
    {
        var (source, settings, panel) = (view.Source, view.Source.Settings, view.Source.Panel);
        var peers = source.Find()?.GetPeers().Count ?? 0;
        var hello = new HelloJson(
            source.Node,
            view.Feed.Instance,
            CircuitFeed.IntervalFor(peers).TotalSeconds,
            [.. settings.Nodes],
            settings.AllowControl,
            panel is null
                ? null
                : new PanelJson(panel.Title, [.. panel.Acts.Select(act => new ActJson(act.Target, act.Name))]));
        return JsonSerializer.Serialize(hello, DashboardJson.Default.HelloJson);
    }

    // Who comes back to another process has seen nothing of its timeline.
    private static long SeenBefore(CircuitView view, string? lastEvent) =>
        lastEvent?.Split('-') is [var instance, var number]
        && instance == view.Feed.Instance
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : 0;
}
