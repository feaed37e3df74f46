using CretoAkka.Configuration;

namespace CretoAkka.Dashboard;

/// <summary>What a page shows, where it is not what the host's services have.</summary>
public sealed class CircuitDashboardOptions
{
    /// <summary>
    /// Gives the circuits to show; null while the node is down, which the page then says. Called often, and by several
    /// threads. Unless it is set: the host's service <see cref="PeerCircuits"/>, or that of its <c>ActorSystem</c>.
    /// </summary>
    public Func<PeerCircuits?>? Circuits { get; set; }

    /// <summary>What the node is called while it is down. Unless it is set: as it was last called.</summary>
    public string? Node { get; set; }

    /// <summary>Who may do what, and which nodes there are. Unless it is set: the circuits' own settings.</summary>
    public DashboardSettings? Settings { get; set; }

    /// <summary>
    /// Acts of the host's own beside the circuits. Shown, and obeyed, only where control is allowed; null: none.
    /// </summary>
    public DashboardPanel? Panel { get; set; }
}
