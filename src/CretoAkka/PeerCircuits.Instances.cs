using Akka.Actor;

namespace CretoAkka;

/// <content>Which circuits there are: those without a name, and beside them instances that have one.</content>
public sealed partial class PeerCircuits
{
    /// <summary>What these circuits are called, as in <c>creto.instances</c>; empty: those without a name.</summary>
    public string Instance { get; }

    /// <summary>
    /// The circuits of <paramref name="system"/>; made on the first call, from its section <c>creto</c>.
    /// </summary>
    /// <exception cref="Configuration.CretoConfigurationException">Something is wrong with that section.</exception>
    public static PeerCircuits Get(ActorSystem system) => system.WithExtension<PeerCircuits, PeerCircuitsProvider>();

    /// <summary>
    /// An instance of circuits: peers, queues, sessions and budget of its own, for traffic that must not share the fate
    /// of the rest. Made on the first call, from the section <c>creto</c> with <c>creto.instances."name"</c> over it.
    /// Its sessions are with the instance of that name on the other nodes, which has to be made there too.
    /// </summary>
    /// <param name="system">The node.</param>
    /// <param name="instance">The name; empty: those without one.</param>
    /// <exception cref="Configuration.CretoConfigurationException">Something is wrong with the settings.</exception>
    /// <exception cref="ArgumentException">No such instance is in the settings.</exception>
    public static PeerCircuits Get(ActorSystem system, string instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.Length == 0
            ? Get(system)
            : system.WithExtension<NamedCircuits, NamedCircuitsProvider>().Get(instance);
    }

    /// <summary>All circuits of a system that have been made: those without a name first, the others by name.</summary>
    /// <param name="system">The node.</param>
    public static IReadOnlyList<PeerCircuits> FindAll(ActorSystem system)
    {
        var named = system.HasExtension<NamedCircuits>() ? system.GetExtension<NamedCircuits>().Made() : [];
        return Find(system) is { } unnamed ? [unnamed, .. named] : [.. named];
    }

    /// <summary>The circuits of a system, where they have been made; null: they have not.</summary>
    /// <param name="system">The node.</param>
    /// <param name="instance">The name; empty: those without one.</param>
    public static PeerCircuits? Find(ActorSystem system, string instance = "")
    {
        ArgumentNullException.ThrowIfNull(instance);
        try
        {
            if (instance.Length > 0)
                return system.HasExtension<NamedCircuits>()
                    ? system.GetExtension<NamedCircuits>().Find(instance)
                    : null;
            return system.HasExtension<PeerCircuits>() ? system.GetExtension<PeerCircuits>() : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null; // Akka throws again why an extension could not be made.
        }
    }
}
