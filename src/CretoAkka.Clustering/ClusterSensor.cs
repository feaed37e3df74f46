using Akka.Actor;

namespace CretoAkka.Clustering;

/// <summary>Lets the circuits of a node follow its Akka.Cluster.</summary>
public static class ClusterSensor
{
    /// <summary>
    /// Starts to follow: nodes that come up are peers and members, nodes that have left are not, and what the cluster
    /// finds unreachable or reachable again is a hint, never an outcome. Stop the actor to follow no more.
    /// </summary>
    /// <param name="system">A system whose actor provider is <c>cluster</c>. One sensor each.</param>
    /// <param name="options">How a node becomes a peer.</param>
    /// <exception cref="InvalidActorNameException">There is a sensor already.</exception>
    public static IActorRef Start(ActorSystem system, ClusterSensorOptions? options = null) =>
        system.ActorOf(ClusterSensorActor.Props(options ?? new ClusterSensorOptions()), "creto-cluster");
}
