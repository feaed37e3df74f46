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
    private readonly CircuitSource _source;
    private readonly ManualActs _acts;

    private ControlEndpoints(CircuitSource source) => (_source, _acts) = (source, new ManualActs(source));

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes, CircuitSource source)
    {
        var endpoints = new ControlEndpoints(source);
        routes.MapPost("/api/circuits/{id}/{act}", endpoints.ActAsync);
        routes.MapPost("/api/circuit-panel/{id}/{act}", endpoints.PressAsync);
    }

    private async Task ActAsync(HttpContext context)
    {
        if (await RefuseAsync(context))
            return;
        var (id, act) = PathSegments.OfLastTwo(context);
        if (await ActBody.ReadAsync(context) is { } body)
            await ReplyAsync(context, _acts.Do(id, act, body, From(context)));
    }

    private async Task PressAsync(HttpContext context)
    {
        if (await RefuseAsync(context))
            return;
        var (target, name) = PathSegments.OfLastTwo(context);
        await ReplyAsync(context, await _acts.PressAsync(target, name, From(context), context.RequestAborted));
    }

    private async Task<bool> RefuseAsync(HttpContext context)
    {
        if (ControlGuard.Refuse(context, _source.Settings) is not var (status, sentence))
            return false;
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        await Answers.SayAsync(context, status, sentence);
        return true;
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
