namespace CretoAkka.Hosting;

/// <summary>
/// The key of the circuits' supervisor in the registry of Akka.Hosting: <c>IRequiredActor&lt;PeerSupervisor&gt;</c> is
/// <see cref="PeerCircuits.Supervisor"/>, which takes the commands of <see cref="Circuits.CircuitProtocol"/>.
/// </summary>
public sealed class PeerSupervisor
{
    private PeerSupervisor() { }
}
