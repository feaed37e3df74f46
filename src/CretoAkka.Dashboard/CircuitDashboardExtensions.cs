using Akka.Actor;
using CretoAkka.Dashboard.Feeds;
using CretoAkka.Dashboard.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CretoAkka.Dashboard;

/// <summary>Puts the live page into a host.</summary>
public static class CircuitDashboardExtensions
{
    /// <summary>
    /// Serves the live page of the node's circuits, <c>GET /api/circuits</c> and <c>GET /api/circuits/stream</c>; and
    /// where <c>creto.dashboard.allow-control</c> is on, <c>POST /api/circuits/{id}/{act}</c>. With
    /// <c>?instance=name</c> behind any of them: those of an instance of the same actor system.
    /// </summary>
    /// <param name="routes">The application.</param>
    /// <param name="pattern">Where the page is. A path; the API's does not change with it.</param>
    /// <param name="configure">Says what to show, where it is not what the host's services have.</param>
    /// <returns>All of its endpoints, for conventions such as <c>RequireAuthorization</c>.</returns>
    public static IEndpointConventionBuilder MapCircuitDashboard(
        this IEndpointRouteBuilder routes,
        string pattern = "/circuits",
        Action<CircuitDashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var options = new CircuitDashboardOptions();
        configure?.Invoke(options);
        var services = routes.ServiceProvider;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var views = new CircuitViews(options, options.Circuits ?? (() => CircuitsOf(services)), time);
        if (services.GetService<IHostApplicationLifetime>() is { } lifetime)
        {
            lifetime.ApplicationStarted.Register(() => views.Main.Source.Find());
            lifetime.ApplicationStopping.Register(views.Dispose); // Streams end, and so nothing holds up the stop.
        }

        var group = routes.MapGroup("");
        PageEndpoints.Map(group, pattern, views);
        CircuitEndpoints.Map(group, views);
        ControlEndpoints.Map(group, views);
        return group;
    }

    /// <inheritdoc cref="MapCircuitDashboard(IEndpointRouteBuilder, string, Action{CircuitDashboardOptions})"/>
    /// <param name="routes">The application.</param>
    /// <param name="pattern">Where the page is.</param>
    /// <param name="circuits">What to show.</param>
    public static IEndpointConventionBuilder MapCircuitDashboard(
        this IEndpointRouteBuilder routes, string pattern, PeerCircuits circuits) =>
        routes.MapCircuitDashboard(pattern, options => options.Circuits = () => circuits);

    private static PeerCircuits? CircuitsOf(IServiceProvider services) =>
        services.GetService<PeerCircuits>()
        ?? (services.GetService<ActorSystem>() is { } system ? PeerCircuits.Get(system) : null);
}
