using Akka.Actor;
using CretoAkka.Configuration;
using CretoAkka.Configuration.Keys;

namespace CretoAkka;

/// <summary>Makes the <see cref="PeerCircuits"/> of an actor system.</summary>
public sealed class PeerCircuitsProvider : ExtensionIdProvider<PeerCircuits>
{
    /// <inheritdoc/>
    /// <exception cref="CretoConfigurationException">Something is wrong with the settings.</exception>
    public override PeerCircuits CreateExtension(ExtendedActorSystem system)
    {
        var setup = system.Settings.Setup.Get<PeerCircuitsSetup>().GetOrElse(new PeerCircuitsSetup());
        var settings = setup.Settings ?? CretoSettings.From(system.Settings.Config);
        var origin = setup.Settings is null ? ConfigurationOrigin.Unknown : ConfigurationOrigin.Code;
        MembersCheck.Check(settings, settings.Node.Length > 0 ? settings.Node : system.Name, origin);
        return new PeerCircuits(system, settings, setup);
    }
}
