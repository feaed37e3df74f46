namespace CretoAkka.Node.Output;

/// <summary>Shows a run while it goes on. Thread-safe.</summary>
internal interface IRunView
{
    /// <summary>A step of the tour, or of the run.</summary>
    void Step(string line);

    /// <summary>Something happened to a circuit, or to the quorum.</summary>
    void Changed(string observer, object happened);

    /// <summary>Nothing is shown any more: what happens now is only the nodes' leaving.</summary>
    void End();

    /// <summary>Shows snapshots until it is cancelled.</summary>
    Task ShowAsync(Func<Task<RunSnapshot>> snapshot, CancellationToken cancellation);
}
