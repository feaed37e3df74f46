using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CretoAkka.Hosting.Tests;

/// <summary>A generic host with an actor system, as a user builds it.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly IHost _host;

    private Node(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public ActorSystem System => Services.GetRequiredService<ActorSystem>();

    public PeerCircuits Circuits => PeerCircuits.Get(System);

    /// <summary>Starts a host.</summary>
    /// <param name="akka">What AddAkka does; the configuration is <paramref name="values"/>.</param>
    /// <param name="values">Keys and values as .NET's configuration has them.</param>
    /// <param name="services">What else the host has.</param>
    public static async Task<Node> StartAsync(
        Action<AkkaConfigurationBuilder, IConfiguration> akka,
        Dictionary<string, string?>? values = null,
        Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(values ?? []);
        builder.Logging.ClearProviders();
        builder.Services.AddAkka("node", b =>
        {
            b.AddHocon("akka { loglevel = ERROR, stdout-loglevel = OFF }", HoconAddMode.Append);
            akka(b, builder.Configuration);
        });
        builder.Services.AddHealthChecks().AddCircuitBreakers(tags: ["ready"]);
        services?.Invoke(builder.Services);
        var node = new Node(builder.Build());
        await node._host.StartAsync();
        return node;
    }

    /// <summary>What the host's checks say of the circuits.</summary>
    public async Task<HealthReportEntry> HealthAsync()
    {
        var report = await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(r => r.Tags.Contains("ready"));
        return report.Entries["circuit-breakers"];
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
