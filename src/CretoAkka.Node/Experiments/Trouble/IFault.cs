using CretoAkka.Node.Experiments.Processes;

namespace CretoAkka.Node.Experiments.Trouble;

/// <summary>What befalls the victim of a fleet.</summary>
internal interface IFault
{
    /// <summary>What happens at its beginning, in a word.</summary>
    string Begins { get; }

    /// <summary>What happens at its end, in a word or two; null: it never ends.</summary>
    string? Ends { get; }

    /// <summary>Whether it can begin again after it ended, to the same processes.</summary>
    bool CanRepeat => false;

    /// <summary>Whether the links between the processes must be in our hands.</summary>
    bool NeedsNetwork => false;

    /// <summary>Begins it.</summary>
    Task BeginAsync(Fleet fleet, CancellationToken cancellation);

    /// <summary>Ends it; the victim can be reached again.</summary>
    Task EndAsync(Fleet fleet, CancellationToken cancellation);
}
