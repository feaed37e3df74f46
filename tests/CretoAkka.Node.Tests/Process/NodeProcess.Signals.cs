using CretoAkka.Node.Experiments.Processes;

namespace CretoAkka.Node.Tests.Process;

/// <content>Signals that stop it and let it go on: not for projects that see nothing of the node from inside.</content>
internal sealed partial class NodeProcess
{
    /// <summary>Stops it as it stands.</summary>
    public void Hang() => ProcessSignals.Stop(_process.Id);

    /// <summary>Lets it go on.</summary>
    public void Resume() => ProcessSignals.Continue(_process.Id);
}
