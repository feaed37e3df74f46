using Akka.Actor;

namespace CretoAkka;

/// <summary>The instances of an actor system's circuits that have a name. Thread-safe.</summary>
internal sealed class NamedCircuits(ExtendedActorSystem system) : IExtension
{
    private readonly Lock _making = new();
    private readonly Dictionary<string, PeerCircuits> _made = new(StringComparer.Ordinal);

    /// <summary>The instance of that name, made now if it is not there yet.</summary>
    public PeerCircuits Get(string instance)
    {
        lock (_making)
        {
            if (!_made.TryGetValue(instance, out var circuits))
                _made[instance] = circuits = PeerCircuitsProvider.Make(system, instance);
            return circuits;
        }
    }

    /// <summary>The instances that have been made, by name.</summary>
    public IReadOnlyList<PeerCircuits> Made()
    {
        lock (_making)
            return [.. _made.Values.OrderBy(circuits => circuits.Instance, StringComparer.Ordinal)];
    }

    /// <summary>The instance of that name; null: it has not been made.</summary>
    public PeerCircuits? Find(string instance)
    {
        lock (_making)
            return _made.GetValueOrDefault(instance);
    }
}

/// <summary>Makes the <see cref="NamedCircuits"/> of an actor system.</summary>
internal sealed class NamedCircuitsProvider : ExtensionIdProvider<NamedCircuits>
{
    /// <inheritdoc/>
    public override NamedCircuits CreateExtension(ExtendedActorSystem system) => new(system);
}
