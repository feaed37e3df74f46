using Akka.Actor;

namespace CretoAkka.Clustering;

/// <summary>Lets the circuits of a node follow its Akka.Cluster.</summary>
public static class ClusterSensor
{
    private const string Alone = "creto-cluster";

    /// <summary>
    /// Starts to follow: nodes that come up are peers and members, nodes that have left are not, and what the cluster
    /// finds unreachable or reachable again is a hint, never an outcome. Stop the actor to follow no more.
    /// </summary>
    /// <param name="system">
    /// A system whose actor provider is <c>cluster</c>. One sensor for each instance of circuits.
    /// </param>
    /// <param name="options">How a node becomes a peer.</param>
    /// <exception cref="InvalidActorNameException">There is a sensor of these circuits already.</exception>
    /// <exception cref="ArgumentException">No such instance is in the settings.</exception>
    public static IActorRef Start(ActorSystem system, ClusterSensorOptions? options = null)
    {
        options ??= new ClusterSensorOptions();
        var circuits = PeerCircuits.Get(system, options.Instance);
        return system.ActorOf(ClusterSensorActor.Props(circuits, options), NameOf(options.Instance));
    }

    // As those of the supervisors.
    private static string NameOf(string instance) => instance.Length == 0 ? Alone : $"{Alone}.{instance}";
}
