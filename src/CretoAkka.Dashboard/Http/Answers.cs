using CretoAkka.Configuration;
using Microsoft.AspNetCore.Http;

namespace CretoAkka.Dashboard.Http;

/// <summary>What all answers have in common.</summary>
internal static class Answers
{
    /// <summary>Says a sentence.</summary>
    public static Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        BeFresh(context);
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }

    /// <summary>Nobody keeps it, and nobody takes it for anything else than it says it is.</summary>
    public static void BeFresh(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>The pages of the other nodes may read it; nobody else's.</summary>
    public static void LetNodesRead(HttpContext context, DashboardSettings settings)
    {
        context.Response.Headers.Append("Vary", "Origin");
        if (context.Request.Headers.Origin is [{ } origin] && settings.Nodes.Contains(origin, StringComparer.Ordinal))
            context.Response.Headers.AccessControlAllowOrigin = origin;
    }
}
