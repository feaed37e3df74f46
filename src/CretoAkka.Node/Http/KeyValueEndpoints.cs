using System.Text;
using System.Text.Unicode;
using CretoAkka.Node.Running;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Node.Http;

/// <summary><c>PUT /kv/{key}</c> and <c>GET /kv/{key}</c>: answered once f + 1 replicas agree.</summary>
internal static class KeyValueEndpoints
{
    /// <summary>Adds them.</summary>
    public static void Map(IEndpointRouteBuilder routes, ClusterNode node)
    {
        routes.MapPut("/kv/{key}", context => RunAsync(context, key => PutAsync(context, node, key)));
        routes.MapGet("/kv/{key}", context => RunAsync(context, key => GetAsync(context, node, key)));
    }

    private static async Task RunAsync(HttpContext context, Func<string, Task> operation)
    {
        var key = (string)context.GetRouteValue("key")!;
        if (Encoding.UTF8.GetByteCount(key) > KeyValueLimits.Key)
        {
            await SayAsync(context, StatusCodes.Status414UriTooLong, $"a key has at most {KeyValueLimits.Key} bytes.");
            return;
        }
        try
        {
            await operation(key);
        }
        catch (TimeoutException e)
        {
            await SayAsync(context, StatusCodes.Status503ServiceUnavailable, e.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    private static async Task PutAsync(HttpContext context, ClusterNode node, string key)
    {
        if (await ReadAsync(context) is not { } value)
        {
            await SayAsync(
                context, StatusCodes.Status413PayloadTooLarge, $"a value has at most {KeyValueLimits.Value} bytes.");
            return;
        }
        await node.PutAsync(key, value, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task GetAsync(HttpContext context, ClusterNode node, string key)
    {
        if (await node.GetAsync(key, context.RequestAborted) is not { } value)
        {
            await SayAsync(context, StatusCodes.Status404NotFound, "the key has no value.");
            return;
        }
        // A browser must not take what any client stored for a page.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentType = Utf8.IsValid(value) ? "text/plain; charset=utf-8" : "application/octet-stream";
        context.Response.ContentLength = value.Length;
        await context.Response.Body.WriteAsync(value, context.RequestAborted);
    }

    /// <summary>The body; null if it is longer than a value may be.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > KeyValueLimits.Value)
            return null;
        var buffer = new byte[KeyValueLimits.Value + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(
            buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length > KeyValueLimits.Value ? null : buffer.AsMemory(0, length);
    }

    private static Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}
