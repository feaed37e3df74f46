using Akka.Actor;
using CretoAkka.Configuration;
using CretoAkka.Configuration.Keys;

namespace CretoAkka;

/// <summary>Makes the <see cref="PeerCircuits"/> of an actor system.</summary>
/// <remarks>
/// Named in <c>akka.extensions</c>, as <c>"CretoAkka.PeerCircuitsProvider, CretoAkka"</c>, the circuits start with the
/// system, and wrong settings stop its start.
/// </remarks>
public sealed class PeerCircuitsProvider : ExtensionIdProvider<PeerCircuits>
{
    /// <inheritdoc/>
    /// <exception cref="CretoConfigurationException">Something is wrong with the settings.</exception>
    public override PeerCircuits CreateExtension(ExtendedActorSystem system) => Make(system, instance: "");

    /// <summary>Makes circuits of that name.</summary>
    internal static PeerCircuits Make(ExtendedActorSystem system, string instance)
    {
        var setup = system.Settings.Setup.Get<PeerCircuitsSetup>().GetOrElse(new PeerCircuitsSetup());
        var settings = SettingsOf(system, setup, instance);
        var isCode = setup.Settings is not null && instance.Length == 0;
        var origin = isCode ? ConfigurationOrigin.Code : ConfigurationOrigin.Unknown;
        MembersCheck.Check(settings, settings.Node.Length > 0 ? settings.Node : system.Name, origin);
        return new PeerCircuits(system, settings, setup, instance);
    }

    private static CretoSettings SettingsOf(ExtendedActorSystem system, PeerCircuitsSetup setup, string instance)
    {
        var layers = system.Settings.Setup.Get<ConfigurationLayers>().GetOrElse(ConfigurationLayers.None);
        if (setup.Settings is null || instance.Length > 0)
            return layers.Over(CretoConfiguration.Reference.WithConfig(system.Settings.Config)).ToSettings(instance);
        return layers.IsEmpty
            ? setup.Settings
            : throw new InvalidOperationException(
                $"The circuits of '{system.Name}' are given whole settings in code, by {nameof(PeerCircuitsSetup)}, and"
                + $" layers to lay over HOCON, by {nameof(ConfigurationLayers)}: give one of them.");
    }
}
