namespace CretoAkka.Repository.Tests;

/// <summary>Which project may know which. Every arrow points towards the pure cores.</summary>
internal static class ProjectReferences
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["CretoAkka.Core"] = [],
        ["CretoAkka.Pbft"] = [],
        ["CretoAkka.Simulation"] = ["CretoAkka.Core", "CretoAkka.Pbft"],
        ["CretoAkka"] = ["CretoAkka.Core"],
        ["CretoAkka.Clustering"] = ["CretoAkka"],
        ["CretoAkka.Authentication"] = ["CretoAkka"],
        ["CretoAkka.Prometheus"] = ["CretoAkka"],
        ["CretoAkka.Hosting"] = ["CretoAkka"],
        ["CretoAkka.Dashboard"] = ["CretoAkka"],
        ["CretoAkka.Testing"] = ["CretoAkka"],
        ["Akka.Logger.Serilog"] = [],

        // The samples, which nothing references: each what its reader would.
        ["BareNode"] = ["CretoAkka"],
        ["CallingClient"] = ["CretoAkka"],
        ["HostedNode"] = ["CretoAkka.Hosting"],
    };

    private static readonly string[] Samples = ["BareNode", "CallingClient", "HostedNode"];

    // The executable, which wires everything and which nothing references.
    private const string Executable = "CretoAkka.Node";

    private static readonly string[] Pure = ["CretoAkka.Core", "CretoAkka.Pbft"];

    /// <summary>The references of a project that no arrow allows, as sentences.</summary>
    public static IEnumerable<string> Faults(ProjectFile project)
    {
        if (project.Name != Executable && !Arrows.ContainsKey(project.Name))
            yield return $"{project.Name} is not among the projects whose references are laid down.";

        foreach (var target in project.Projects.Where(target => !MayKnow(project.Name, target)))
            yield return $"{project.Name} must not reference {target}.";

        if (!Pure.Contains(project.Name, StringComparer.Ordinal))
            yield break;
        foreach (var reference in project.LeakingReferences)
            yield return $"{project.Name} is a pure core and must not reference {reference}.";
    }

    private static bool MayKnow(string from, string to) => from == Executable
        ? Arrows.ContainsKey(to) && !Samples.Contains(to, StringComparer.Ordinal)
        : Arrows.TryGetValue(from, out var targets) && targets.Contains(to, StringComparer.Ordinal);
}
