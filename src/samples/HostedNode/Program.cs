// A worker service that asks three peers ten times a second. One of them hangs for a while: the health check says so,
// and says when it is back; then the service ends. From the root of the repository:
//
//   dotnet run -c Release --project src/samples/HostedNode

using Akka.Actor;
using Akka.Hosting;
using CretoAkka;
using CretoAkka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

var builder = new HostApplicationBuilder(
    new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddAkka("hosted", akka => akka.WithCircuitBreakers(
    builder.Configuration.GetSection("Creto"), // appsettings.json, environment, command line
    options => options.CircuitBreaker.FailureThreshold = 3)); // over all of them
builder.Services.AddHealthChecks().AddCircuitBreakers(tags: ["ready"]);
builder.Services.AddSingleton(services => PeerCircuits.Get(services.GetRequiredService<ActorSystem>()));
builder.Services.AddHostedService<Asker>();
await builder.Build().RunAsync();

internal sealed class Asker(PeerCircuits circuits, HealthCheckService checks, IHostApplicationLifetime host)
    : BackgroundService
{
    private static readonly PeerId[] Peers = ["node-2", "node-3", "node-4"];

    private readonly List<string> _said = [];
    private volatile bool _hangs = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await SayAsync(stoppingToken);
        using var rounds = new PeriodicTimer(TimeSpan.FromSeconds(0.1));
        while (_said.Count < 3 && await rounds.WaitForNextTickAsync(stoppingToken))
        {
            await Task.WhenAll(Peers.Select(peer => AskAsync(peer, stoppingToken)));
            await SayAsync(stoppingToken);
            _hangs = _said.Count < 2; // Until the check has seen it.
        }
        host.StopApplication();
    }

    private async Task AskAsync(PeerId peer, CancellationToken cancellation)
    {
        var answer = await circuits.TryExecuteAsync(peer, ct => AnswerAsync(peer, ct), cancellation);
        if (answer.Error is { } failure and not OperationCanceledException)
            Console.WriteLine(failure.Message);
    }

    // Stands for whatever reaches a peer of yours.
    private async ValueTask<int> AnswerAsync(PeerId peer, CancellationToken cancellation)
    {
        await Task.Delay(peer == "node-4" && _hangs ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation);
        return 1;
    }

    private async Task SayAsync(CancellationToken cancellation)
    {
        var report = await checks.CheckHealthAsync(check => check.Tags.Contains("ready"), cancellation);
        var (name, check) = report.Entries.Single();
        var said = $"{name}: {check.Status}. {check.Description}";
        if (_said.LastOrDefault() == said)
            return;
        Console.WriteLine(said);
        _said.Add(said);
    }
}
