using System.Text;
using CretoAkka.Core.Circuits;
using CsCheck;

namespace CretoAkka.Core.Tests.Circuits;

/// <summary>The graph of states, drawn from the executable specification, in Mermaid's notation.</summary>
internal static class CircuitGraph
{
    /// <summary>Every change of position that can happen with these numbers, each labelled with its causes.</summary>
    /// <param name="numbers">The configuration.</param>
    /// <param name="automaticOnly">Leaves out what operators, evidence and settings do.</param>
    public static string Mermaid(SpecNumbers numbers, bool automaticOnly)
    {
        var causes = new SortedDictionary<(string From, string To), SortedSet<string>>();
        var guard = new Lock(); // transitions are driven on several threads
        CircuitSpec.Of(numbers).ConformExhaustive(() => causes, (edges, step) =>
        {
            if (Changes(step, automaticOnly))
                lock (guard)
                    Add(edges, step);
            return true;
        });
        return Draw(causes);
    }

    private static bool Changes(Transition<SpecState> step, bool automaticOnly)
    {
        var (from, to) = (step.Before, step.After);
        if ((from.At, from.Mode) == (to.At, to.Mode))
            return false;
        return !automaticOnly
            || IsAutomatic(from) && IsAutomatic(to) && to.Cause <= TransitionCause.ProbesSucceeded;
    }

    private static void Add(
        SortedDictionary<(string From, string To), SortedSet<string>> edges, Transition<SpecState> step)
    {
        var edge = (Name(step.Before), Name(step.After));
        if (!edges.TryGetValue(edge, out var causes))
            edges.Add(edge, causes = new SortedSet<string>(StringComparer.Ordinal));
        causes.Add(step.After.Cause.ToString());
    }

    private static string Draw(SortedDictionary<(string From, string To), SortedSet<string>> causes)
    {
        var graph = new StringBuilder("stateDiagram-v2\n    [*] --> Closed\n");
        foreach (var ((from, to), labels) in causes)
            graph.Append("    ").Append(from).Append(" --> ").Append(to)
                .Append(": ").AppendJoin(", ", labels).Append('\n');
        return graph.ToString();
    }

    private static string Name(SpecState s) => IsAutomatic(s) ? s.At.ToString() : s.Mode.ToString();

    private static bool IsAutomatic(SpecState s) => s.Mode == CircuitMode.Automatic;
}
