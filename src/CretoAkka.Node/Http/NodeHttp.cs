using System.Globalization;
using CretoAkka.Configuration;
using CretoAkka.Dashboard;
using CretoAkka.Node.Running;
using Prometheus;
using System.Net;
using System.Net.Sockets;

namespace CretoAkka.Node.Http;

/// <summary>One node's HTTP endpoint. It outlives the node's actor system, and says so where that matters.</summary>
internal sealed class NodeHttp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private NodeHttp(WebApplication app, IPEndPoint endpoint)
    {
        _app = app;
        Url = string.Create(CultureInfo.InvariantCulture, $"http://{endpoint}");
    }

    /// <summary>Where it is.</summary>
    public string Url { get; }

    /// <summary>Serves on a socket that listens already.</summary>
    /// <remarks>
    /// The empty builder reads no environment, no file and no command line, so that <c>ASPNETCORE_URLS</c> and
    /// <c>appsettings.json</c> of whoever starts the demo change nothing.
    /// </remarks>
    /// <param name="node">Whose endpoint it is.</param>
    /// <param name="socket">Where.</param>
    /// <param name="page">Who may do what by the page.</param>
    /// <param name="panel">What else may be done by it; null: nothing.</param>
    public static async Task<NodeHttp> StartAsync(
        ClusterNode node, Socket socket, DashboardSettings page, DashboardPanel? panel)
    {
        var endpoint = (IPEndPoint)socket.LocalEndPoint!;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        KeyValueEndpoints.Map(app, node);
        RequestEndpoint.Map(app, node);
        ReplicaEndpoint.Map(app, node);
        app.MapCircuitDashboard(DemoDashboard.Path, options =>
        {
            options.Circuits = () => node.System?.Circuits;
            options.Node = node.Name;
            options.Settings = page;
            options.Panel = panel;
        });
        HealthEndpoints.Map(app, node);
        app.MapMetrics("/metrics", node.Spec.Registry);
        await app.StartAsync();
        return new NodeHttp(app, endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
