using System.Net.Http.Headers;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CretoAkka.Dashboard.Tests;

/// <summary>A host of its own: one actor system with circuits, and Kestrel on a free port that serves the page.</summary>
internal sealed class Host : IAsyncDisposable
{
    public const string Token = "a-token-of-the-tests";

    private readonly WebApplication _app;

    private Host(WebApplication app, ActorSystem system)
    {
        (_app, System) = (app, system);
        Url = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Url, Timeout = Timeout.InfiniteTimeSpan };
    }

    public ActorSystem System { get; }

    public Uri Url { get; }

    public HttpClient Http { get; }

    public PeerCircuits Circuits => PeerCircuits.Get(System);

    /// <summary>Starts one.</summary>
    /// <param name="hocon">The section <c>creto</c>.</param>
    /// <param name="configure">What differs; by default the host's services have the actor system.</param>
    /// <param name="port">Where on 127.0.0.1; 0: where there is room.</param>
    public static async Task<Host> StartAsync(
        string hocon = "", Action<CircuitDashboardOptions>? configure = null, int port = 0)
    {
        var config = ConfigurationFactory.ParseString("akka.loglevel = OFF\nakka.stdout-loglevel = OFF\n" + hocon);
        var system = ActorSystem.Create("node-1", config);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore().AddSingleton(system);
        var app = builder.Build();
        app.UseRouting();
        app.MapCircuitDashboard("/circuits", configure);
        await app.StartAsync();
        return new Host(app, system);
    }

    /// <summary>Starts one by which whoever has <see cref="Token"/> may do something.</summary>
    public static Task<Host> WithControlAsync(
        string hocon = "", Action<CircuitDashboardOptions>? configure = null) => StartAsync(
        $$"""creto.dashboard { allow-control = on, token = "{{Token}}" }""" + "\n" + hocon, configure);

    /// <summary>Does something to a peer, as the page would.</summary>
    public async Task<HttpResponseMessage> ActAsync(
        string peer, string act, string? token = Token, string? origin = null, string? body = null, string query = "")
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(Url, $"/api/circuits/{Uri.EscapeDataString(peer)}/{act}{query}"));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (body is not null)
            request.Content = new StringContent(body);
        return await Http.SendAsync(request);
    }

    /// <summary>Opens the stream.</summary>
    public Task<EventReader> StreamAsync(string? lastEvent = null, string query = "") =>
        EventReader.OpenAsync(Http, Url, lastEvent, query);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await System.Terminate();
    }
}
