namespace CretoAkka.Simulation.Clients;

/// <summary>How much the clients of a run ask for.</summary>
/// <param name="Gateways">Processes that clients are in.</param>
/// <param name="ClientsEach">Clients in each of them.</param>
/// <param name="Keys">Registers.</param>
/// <param name="Think">How long a client waits on average between an answer and its next request.</param>
internal sealed record ClientSettings(int Gateways, int ClientsEach, int Keys, TimeSpan Think)
{
    /// <summary>About five operations a second.</summary>
    public static readonly ClientSettings Default = new(2, 3, 6, TimeSpan.FromMilliseconds(1200));
}
