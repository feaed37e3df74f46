using Akka.Actor;
using CretoAkka.Configuration;

namespace CretoAkka;

/// <summary>Makes the <see cref="PeerCircuits"/> of an actor system.</summary>
public sealed class PeerCircuitsProvider : ExtensionIdProvider<PeerCircuits>
{
    /// <inheritdoc/>
    public override PeerCircuits CreateExtension(ExtendedActorSystem system)
    {
        var setup = system.Settings.Setup.Get<PeerCircuitsSetup>().GetOrElse(new PeerCircuitsSetup());
        var settings = setup.Settings ?? CretoSettings.From(system.Settings.Config);
        return new PeerCircuits(system, settings, setup);
    }
}
