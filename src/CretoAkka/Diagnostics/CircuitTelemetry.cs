using System.Diagnostics;
using CretoAkka.Circuits;
using CretoAkka.Core.Circuits;

namespace CretoAkka.Diagnostics;

/// <summary>
/// What circuits tell .NET's own diagnostics, and with them OpenTelemetry: a meter and a source of activities, both of
/// one name. Neither costs anything where nobody listens, and a listener that throws fails nothing but itself.
/// </summary>
/// <remarks>
/// <para>
/// The meter's instruments are those of <see cref="Metrics.PeerCatalogue"/> and <see cref="Metrics.NodeCatalogue"/>
/// (<c>circuit_breaker_trips_total</c> is <c>circuit_breaker.trips</c>), and the histogram
/// <c>circuit_breaker.latency</c> in seconds. Where <c>creto.metrics.enabled</c> is on each actor system has a meter of
/// its own, with its node's name as the tag <c>creto.node</c>; so has each instance that has a name, with that as the
/// tag <c>creto.instance</c>.
/// </para>
/// <para>
/// The activity <c>circuit.call</c> is one call of a peer, in which the operation runs (permits and messages have
/// none); <c>circuit.transition</c> is a change of a circuit's state.
/// </para>
/// </remarks>
public static class CircuitTelemetry
{
    /// <summary>The name of the meter, and of the source of activities.</summary>
    public const string Name = "CretoAkka";

    internal const string NodeTag = "creto.node";
    internal const string InstanceTag = "creto.instance";
    private const string PeerTag = "creto.peer";

    internal static readonly ActivitySource Source =
        new(Name, typeof(CircuitTelemetry).Assembly.GetName().Version?.ToString());

    /// <summary>A use of a peer begins.</summary>
    internal static Activity? Call(PeerId peer, CircuitState state)
    {
        var caller = Activity.Current;
        try
        {
            return Source.StartActivity("circuit.call", ActivityKind.Client)
                ?.SetTag(PeerTag, peer.Value).SetTag("creto.state", state.ToString());
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Activity.Current = caller; // A listener threw, perhaps after the activity had begun.
            return null;
        }
    }

    /// <summary>An activity ends.</summary>
    internal static void Stop(Activity? activity)
    {
        try
        {
            activity?.Stop();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As where it began.
        }
    }

    /// <summary>A use of a peer was refused.</summary>
    internal static void Refuse(Circuit refusing, PeerId peer)
    {
        if (!Source.HasListeners())
            return;
        var caller = Activity.Current;
        var call = Call(peer, refusing.State);
        call?.SetTag("creto.outcome", "Rejected").SetStatus(ActivityStatusCode.Error, refusing.TripCause.ToString());
        Stop(call);
        Activity.Current = caller;
    }

    /// <summary>A circuit went to another state.</summary>
    internal static void Change(CircuitTransition change)
    {
        if (!Source.HasListeners())
            return;
        var caller = Activity.Current;
        try
        {
            Source.StartActivity("circuit.transition")
                ?.SetTag(PeerTag, change.Peer.Value)
                .SetTag("creto.from", change.From.ToString())
                .SetTag("creto.to", change.To.ToString())
                .SetTag("creto.cause", change.Cause.ToString())
                .Stop();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The circuit goes on all the same.
        }
        Activity.Current = caller;
    }
}
