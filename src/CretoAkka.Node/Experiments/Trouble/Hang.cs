using CretoAkka.Node.Experiments.Processes;

namespace CretoAkka.Node.Experiments.Trouble;

/// <summary>
/// The victim's process is stopped, as by a long pause or a machine that swaps. Its sockets stay open, and nothing
/// tells the sender.
/// </summary>
internal sealed class Hang : IFault
{
    /// <inheritdoc/>
    public string Begins => "stopped";

    /// <inheritdoc/>
    public string Ends => "goes on";

    /// <inheritdoc/>
    public bool CanRepeat => true;

    /// <inheritdoc/>
    public Task BeginAsync(Fleet fleet, CancellationToken cancellation)
    {
        fleet[Fleet.Victim].Hang();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EndAsync(Fleet fleet, CancellationToken cancellation)
    {
        fleet[Fleet.Victim].Resume();
        return Task.CompletedTask;
    }
}
