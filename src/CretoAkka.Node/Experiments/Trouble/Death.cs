using CretoAkka.Node.Experiments.Processes;

namespace CretoAkka.Node.Experiments.Trouble;

/// <summary>The victim's process is killed; with a successor another one starts later on the same port.</summary>
/// <param name="hasSuccessor">Whether it does.</param>
internal sealed class Death(bool hasSuccessor) : IFault
{
    /// <inheritdoc/>
    public string Begins => "killed";

    /// <inheritdoc/>
    public string? Ends => hasSuccessor ? "restarted" : null;

    /// <inheritdoc/>
    public Task BeginAsync(Fleet fleet, CancellationToken cancellation) => fleet[Fleet.Victim].KillAsync();

    /// <inheritdoc/>
    public Task EndAsync(Fleet fleet, CancellationToken cancellation) =>
        hasSuccessor ? fleet.RestartVictimAsync(cancellation) : Task.CompletedTask;
}
