using Akka.Actor;

namespace CretoAkka.Clustering;

/// <summary>A node of the cluster, as its gossip names it. Nobody vouches for it.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Roles">What it says of itself.</param>
public sealed record ClusterNode(Address Address, IReadOnlyCollection<string> Roles);
