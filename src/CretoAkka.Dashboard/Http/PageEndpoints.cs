using System.Text.Encodings.Web;
using CretoAkka.Dashboard.Feeds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CretoAkka.Dashboard.Http;

/// <summary>The page and what it is made of.</summary>
internal sealed class PageEndpoints
{
    private readonly string _path;
    private readonly CircuitViews _views;

    private PageEndpoints(string path, CircuitViews views) => (_path, _views) = (path, views);

    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes, string pattern, CircuitViews views)
    {
        var path = "/" + pattern.Trim('/');
        var endpoints = new PageEndpoints(path.TrimEnd('/'), views);
        routes.MapGet(path, endpoints.WritePageAsync);
        foreach (var file in PageFiles.All)
            routes.MapGet($"{endpoints._path}/{file.Name}", context => WriteFileAsync(context, file));
    }

    private Task WritePageAsync(HttpContext context)
    {
        if (AskedInstance.Of(context, _views) is not { } view)
            return AskedInstance.RefuseAsync(context);
        var nodes = string.Concat(view.Source.Settings.Nodes.Select(node => " " + node));
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'{nodes}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        context.Response.Headers.XFrameOptions = "DENY";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        Answers.BeFresh(context);
        context.Response.ContentType = "text/html; charset=utf-8";
        var root = context.Request.PathBase.ToUriComponent();
        return context.Response.WriteAsync(
            PageFiles.Index
                .Replace("{page}", HtmlEncoder.Default.Encode(root + _path), StringComparison.Ordinal)
                .Replace("{api}", HtmlEncoder.Default.Encode(root), StringComparison.Ordinal),
            context.RequestAborted);
    }

    private static Task WriteFileAsync(HttpContext context, PageFile file)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch.Contains(file.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Bytes.Length;
        return context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted).AsTask();
    }
}
