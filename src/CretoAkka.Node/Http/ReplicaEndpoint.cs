using CretoAkka.Node.Running;

namespace CretoAkka.Node.Http;

/// <summary><c>GET /replica</c>: where the replica is in the protocol.</summary>
internal static class ReplicaEndpoint
{
    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes, ClusterNode node) =>
        routes.MapGet("/replica", context => AnswerAsync(context, node));

    private static async Task AnswerAsync(HttpContext context, ClusterNode node)
    {
        var status = node.System is { } system ? await system.StatusAsync() : null;
        if (status is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync($"{node.Name} is down.\n", context.RequestAborted);
            return;
        }
        await context.Response.WriteAsJsonAsync(
            new
            {
                replica = status.Replica,
                mode = status.Mode.ToString(),
                view = status.View,
                inView = status.InView,
                primary = node.Spec.Group.PrimaryOf(status.View),
                executed = status.Executed,
                stableCheckpoint = status.StableCheckpoint,
                state = status.State.ToString(),
                diverged = status.HasDiverged,
            },
            context.RequestAborted);
    }
}
