using CretoAkka.Core.Circuits;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Http;

/// <summary>
/// <c>GET /health/live</c>: the node runs. <c>GET /health/ready</c>: it also has a quorum to talk to.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes, ClusterNode node)
    {
        routes.MapGet("/health/live", context => AnswerAsync(context, WhyNotLive(node), "live"));
        routes.MapGet("/health/ready", context => AnswerAsync(context, WhyNotLive(node) ?? WhyNotReady(node), "ready"));
    }

    /// <summary>Null if the node's actor system runs.</summary>
    internal static string? WhyNotLive(ClusterNode node) =>
        node.System is { Terminated.IsCompleted: false } ? null : $"{node.Name} is down.";

    /// <summary>Null if the node reaches Q - 1 others: with itself, that is a quorum.</summary>
    /// <remarks>
    /// A closed circuit alone does not show it: of many silent peers a node cuts off no more than its budget allows and
    /// suspects the others, and if most are silent it takes itself for the one that is cut off.
    /// </remarks>
    internal static string? WhyNotReady(ClusterNode node)
    {
        if (node.System?.Circuits is not { } circuits)
            return $"{node.Name} is down.";
        if (circuits.GetQuorum().IsLocalIsolationSuspected)
            return $"{node.Name} hears too few replicas and seems to be cut off itself.";
        var reached = 1 + circuits.GetStats().Values.Count(
            stats => stats is { State: CircuitState.Closed, IsSuspected: false });
        return reached >= node.Spec.Group.Quorum
            ? null
            : string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{node.Name} reaches {reached} of the {node.Spec.Group.Quorum} replicas of a quorum.");
    }

    private static Task AnswerAsync(HttpContext context, string? whyNot, string yes)
    {
        context.Response.StatusCode =
            whyNot is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync((whyNot ?? yes) + "\n", context.RequestAborted);
    }
}
