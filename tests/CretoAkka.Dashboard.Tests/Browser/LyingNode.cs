using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CretoAkka.Dashboard.Tests.Browser;

/// <summary>A server whose stream says what a test has it say, to whoever asks, and then nothing more.</summary>
internal sealed class LyingNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LyingNode(WebApplication app) => _app = app;

    /// <summary>Where it is, as <c>creto.dashboard.nodes</c> names it.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>Starts one.</summary>
    /// <param name="frames">What it says: kind and data.</param>
    public static async Task<LyingNode> StartAsync(params (string Kind, string Data)[] frames)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.MapGet("/api/circuits/stream", context => SayAsync(context, frames, app.Lifetime.ApplicationStopping));
        await app.StartAsync();
        return new LyingNode(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task SayAsync(
        HttpContext context, (string Kind, string Data)[] frames, CancellationToken stopping)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.ContentType = "text/event-stream";
        foreach (var (kind, data) in frames)
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {kind}\ndata: {data}\n\n"), stopping);
        await context.Response.Body.FlushAsync(stopping);
        var end = new TaskCompletionSource();
        using (stopping.Register(end.SetResult))
        using (context.RequestAborted.Register(() => end.TrySetResult()))
            await end.Task;
    }
}
