using System.Collections.Immutable;
using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Running;

/// <summary>What is found at the end of a run, and which promises that breaks. Immutable.</summary>
internal sealed record Findings
{
    /// <summary>Replicas that should answer.</summary>
    public required int Replicas { get; init; }

    /// <summary>Those that answered.</summary>
    public required ImmutableArray<ReplicaProtocol.ReplicaStatus> Statuses { get; init; }

    /// <summary>Circuits that are not closed, as <c>node-1 to node-4</c>.</summary>
    public required ImmutableArray<string> OpenCircuits { get; init; }

    /// <summary>Acknowledged requests that were not executed, or are read otherwise than they were written.</summary>
    public required long Lost { get; init; }

    /// <summary>Whether every operation of the input found agreement.</summary>
    public required bool Agreed { get; init; }

    /// <summary>Whether the built-in clients tried, and none ever had an answer.</summary>
    public bool Unanswered { get; init; }

    /// <summary>
    /// Replicas outside the largest group that agrees, among those that have executed the most; and those that had to
    /// be told by a quorum what their state is.
    /// </summary>
    public int Divergent
    {
        get
        {
            var furthest = Statuses.Select(status => status.Executed).DefaultIfEmpty().Max();
            var agreed = Statuses.Where(status => status.Executed == furthest)
                .GroupBy(status => (status.State, status.History)).MaxBy(group => group.Count())?.Key;
            return Statuses.Count(status => status.HasDiverged
                || (status.Executed == furthest && (status.State, status.History) != agreed));
        }
    }

    /// <summary>All answer, are equally far, and reach each other: waiting longer would bring nothing.</summary>
    public bool IsAtRest => AllAnswer && EquallyFar && OpenCircuits.IsEmpty;

    /// <summary>A sentence for each promise that was not kept.</summary>
    public IEnumerable<string> BrokenPromises
    {
        get
        {
            if (!OpenCircuits.IsEmpty)
                yield return $"circuits that are not closed: {string.Join(", ", OpenCircuits)}.";
            if (!Agreed)
                yield return "an operation found no agreement.";
            if (Unanswered)
                yield return "no operation of the built-in client was answered.";
            if (!AllAnswer)
                yield return "a replica does not answer.";
            if (!EquallyFar)
                yield return "a replica has not caught up.";
            if (Lost > 0)
                yield return "acknowledged writes were lost.";
            if (Divergent > 0)
                yield return "replicas differ in state.";
        }
    }

    private bool AllAnswer => Statuses.Length == Replicas;

    private bool EquallyFar => Statuses.Select(status => status.Executed).Distinct().Count() <= 1;
}
