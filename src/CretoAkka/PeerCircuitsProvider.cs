using Akka.Actor;
using CretoAkka.Configuration;

namespace CretoAkka;

/// <summary>Makes the <see cref="PeerCircuits"/> of an actor system.</summary>
/// <remarks>
/// Named in <c>akka.extensions</c>, as <c>"CretoAkka.PeerCircuitsProvider, CretoAkka"</c>, the circuits start with the
/// system. Akka logs what is wrong with them then, and goes on: <see cref="PeerCircuits.Get(ActorSystem)"/> throws it.
/// </remarks>
public sealed class PeerCircuitsProvider : ExtensionIdProvider<PeerCircuits>
{
    /// <inheritdoc/>
    public override PeerCircuits CreateExtension(ExtendedActorSystem system)
    {
        var setup = system.Settings.Setup.Get<PeerCircuitsSetup>().GetOrElse(new PeerCircuitsSetup());
        return new PeerCircuits(system, SettingsOf(system, setup), setup);
    }

    private static CretoSettings SettingsOf(ExtendedActorSystem system, PeerCircuitsSetup setup)
    {
        var layers = system.Settings.Setup.Get<ConfigurationLayers>().GetOrElse(ConfigurationLayers.None);
        if (setup.Settings is null)
            return layers.Over(CretoConfiguration.Reference.WithConfig(system.Settings.Config)).ToSettings();
        return layers.IsEmpty
            ? setup.Settings
            : throw new InvalidOperationException(
                $"The circuits of '{system.Name}' are given whole settings in code, by {nameof(PeerCircuitsSetup)}, and"
                + $" layers to lay over HOCON, by {nameof(ConfigurationLayers)}: give one of them.");
    }
}
