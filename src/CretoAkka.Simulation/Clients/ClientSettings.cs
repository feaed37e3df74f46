namespace CretoAkka.Simulation.Clients;

/// <summary>How much the clients of a run ask for.</summary>
/// <param name="Gateways">Processes that clients are in.</param>
/// <param name="ClientsEach">Clients in each of them.</param>
/// <param name="Keys">Registers.</param>
/// <param name="Think">How long a busy client waits on average between an answer and its next request.</param>
/// <param name="Rest">How long one waits that is not busy. At least <paramref name="Think"/>.</param>
internal sealed record ClientSettings(int Gateways, int ClientsEach, int Keys, TimeSpan Think, TimeSpan Rest)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(1200);

    /// <summary>About five operations a second, all the time.</summary>
    public static readonly ClientSettings Default = new(2, 3, 6, Usual, Usual);

    /// <summary>When clients are busy, in order and apart from each other. Where none is, they rest.</summary>
    public IReadOnlyList<Stretch> Busy { get; init; } = [];
}
