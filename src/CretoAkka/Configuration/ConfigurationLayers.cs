using System.Collections.Immutable;
using Akka.Actor.Setup;

namespace CretoAkka.Configuration;

/// <summary>
/// What code lays over an actor system's configuration before its circuits read their section, as a host its options:
/// each over the one before. A setup of the system, like <see cref="PeerCircuitsSetup"/>. Immutable.
/// </summary>
public sealed class ConfigurationLayers : Setup
{
    /// <summary>Nothing is laid over anything.</summary>
    public static readonly ConfigurationLayers None = new([]);

    private readonly ImmutableArray<Func<CretoConfiguration, CretoConfiguration>> _layers;

    private ConfigurationLayers(ImmutableArray<Func<CretoConfiguration, CretoConfiguration>> layers) =>
        _layers = layers;

    /// <summary>These, and one more over them.</summary>
    /// <param name="layer">
    /// Gives its argument with something laid over it. Called each time that circuits are started, by any thread.
    /// </param>
    public ConfigurationLayers With(Func<CretoConfiguration, CretoConfiguration> layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return new(_layers.Add(layer));
    }

    internal bool IsEmpty => _layers.IsEmpty;

    internal CretoConfiguration Over(CretoConfiguration configuration) =>
        _layers.Aggregate(configuration, static (whole, layer) => layer(whole));
}
