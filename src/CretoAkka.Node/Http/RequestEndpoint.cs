using System.Buffers;
using CretoAkka.Node.Running;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Node.Http;

/// <summary>
/// <c>POST /requests</c>: a client that signs its own requests asks this replica alone, and gets what it alone replies,
/// signed. It believes what f + 1 replicas reply. With <c>?submit=false</c> the replica is not told of the request: who
/// tells the primary asks the others so.
/// </summary>
internal static class RequestEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = "/requests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes, ClusterNode node) =>
        routes.MapPost(Path, context => AnswerAsync(context, node));

    private static async Task AnswerAsync(HttpContext context, ClusterNode node)
    {
        var signed = await ReadAsync(context);
        if (signed?.Message is not Request request || !node.Spec.Desk.Knows(request.Sender)
            || !signed.IsValid(node.Spec.Keys))
        {
            await SayAsync(context, StatusCodes.Status403Forbidden, "no request that a known client has signed.");
            return;
        }
        var reply = node.Spec.Desk.ReplyAsync(request.Sender, request.Timestamp);
        // What the desk has a word on already costs the replica nothing, however often it comes.
        if (!reply.IsCompleted && context.Request.Query["submit"] != "false")
            node.System?.Submit(signed);
        try
        {
            await ReplyAsync(context, await reply.WaitAsync(Patience, context.RequestAborted));
        }
        catch (TimeoutException)
        {
            await SayAsync(context, StatusCodes.Status504GatewayTimeout, "not executed yet.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
    }

    private static Task ReplyAsync(HttpContext context, SignedMessage? reply)
    {
        if (reply is null)
            return SayAsync(context, StatusCodes.Status409Conflict, "the client has asked for another since.");
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = reply.Encoded.Length;
        return context.Response.Body.WriteAsync(reply.Encoded.Span.ToArray(), context.RequestAborted).AsTask();
    }

    private static async Task<SignedMessage?> ReadAsync(HttpContext context)
    {
        const int most = MessageLimits.Frame + 1;
        var buffer = ArrayPool<byte>.Shared.Rent(most); // Nearly all requests are far smaller than what may come.
        try
        {
            var length = await context.Request.Body.ReadAtLeastAsync(
                buffer.AsMemory(0, most), most, throwOnEndOfStream: false, context.RequestAborted);
            return SignedMessage.TryDecode(buffer.AsSpan(0, length), out var message, out _) ? message : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}
