using CretoAkka.Dashboard.Feeds;
using Microsoft.AspNetCore.Http;

namespace CretoAkka.Dashboard.Http;

/// <summary>Which circuits a request is about: <c>?instance=name</c>; without it those that the host names.</summary>
internal static class AskedInstance
{
    private const string Parameter = "instance";

    /// <summary>The circuits; null: there is no such instance.</summary>
    public static CircuitView? Of(HttpContext context, CircuitViews views) =>
        views.Of(context.Request.Query.TryGetValue(Parameter, out var asked) ? asked.ToString() : null);

    /// <summary>Says that there is no such instance.</summary>
    public static Task RefuseAsync(HttpContext context) => Answers.SayAsync(
        context,
        StatusCodes.Status404NotFound,
        "There is no such instance of circuits on this node: it has no section in creto.instances, or is not in use.");
}
