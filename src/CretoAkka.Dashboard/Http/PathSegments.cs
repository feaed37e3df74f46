using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace CretoAkka.Dashboard.Http;

/// <summary>What stands in a path.</summary>
internal static class PathSegments
{
    /// <summary>The values of <c>{id}/{act}</c> at its end, exactly as they were before they were escaped.</summary>
    /// <remarks>
    /// Routing leaves an escaped slash as it is, and so cannot tell <c>a/b</c> from <c>a%2Fb</c>. A name may be either.
    /// </remarks>
    public static (string Id, string Act) OfLastTwo(HttpContext context)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0].TrimEnd('/').Split('/');
        return raw is [.., var id, var act]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(act))
            : ((string)context.GetRouteValue("id")!, (string)context.GetRouteValue("act")!);
    }
}
