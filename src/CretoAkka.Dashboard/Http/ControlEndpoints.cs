using System.Text.Json;
using CretoAkka.Dashboard.Feeds;
using CretoAkka.Dashboard.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CretoAkka.Dashboard.Http;

/// <summary>
/// <c>POST /api/circuits/{id}/{act}</c>: force-open, force-close, reset, release. <c>POST
/// /api/circuit-panel/{target}/{act}</c>: the host's own. Only where control is allowed.
/// </summary>
internal sealed class ControlEndpoints
{
    private readonly CircuitViews _views;

    private ControlEndpoints(CircuitViews views) => _views = views;

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes, CircuitViews views)
    {
        var endpoints = new ControlEndpoints(views);
        routes.MapPost("/api/circuits/{id}/{act}", endpoints.ActAsync);
        routes.MapPost("/api/circuit-panel/{id}/{act}", endpoints.PressAsync);
    }

    private async Task ActAsync(HttpContext context)
    {
        if (await MayAsync(context) is not { } source)
            return;
        var (id, act) = PathSegments.OfLastTwo(context);
        if (await ActBody.ReadAsync(context) is { } body)
            await ReplyAsync(context, new ManualActs(source).Do(id, act, body, From(context)));
    }

    private async Task PressAsync(HttpContext context)
    {
        if (await MayAsync(context) is not { } source)
            return;
        var (target, name) = PathSegments.OfLastTwo(context);
        var outcome = await new ManualActs(source).PressAsync(target, name, From(context), context.RequestAborted);
        await ReplyAsync(context, outcome);
    }

    // The circuits that the request may do something to; null: it may not, which was said. That there is no such
    // instance is told to those alone who have the token.
    private async Task<CircuitSource?> MayAsync(HttpContext context)
    {
        var source = AskedInstance.Of(context, _views)?.Source;
        if (ControlGuard.Refuse(context, (source ?? _views.Main.Source).Settings) is not var (status, sentence))
        {
            if (source is null)
                await AskedInstance.RefuseAsync(context);
            return source;
        }
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        await Answers.SayAsync(context, status, sentence);
        return null;
    }

    private static Task ReplyAsync(HttpContext context, ActOutcome outcome)
    {
        if (outcome.Reply is not { } reply)
            return Answers.SayAsync(context, outcome.Status, outcome.Sentence);
        Answers.BeFresh(context);
        context.Response.StatusCode = outcome.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, reply, DashboardJson.Default.ActReplyJson, context.RequestAborted);
    }

    private static string From(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
