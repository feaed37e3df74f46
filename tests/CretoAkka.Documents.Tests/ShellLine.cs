using CretoAkka.Node.Commands;
using CretoAkka.Node.Experiments;
using CretoAkka.Node.Processes;
using CretoAkka.Node.Simulations;

namespace CretoAkka.Documents.Tests;

/// <summary>A line that a reader is to paste into a shell in the root of the repository.</summary>
internal sealed class ShellLine(string line)
{
    private static readonly string[] RunOptions = ["-c", "Release", "--project"];
    private static readonly string[] TestOptions = ["-c", "Release", "--filter"];
    private static readonly string[] FormatWords = ["--diagnostics", "RS0016", "--no-restore"];
    private static readonly string[] Others = ["printf", "cd", "git"];

    /// <summary>Why it would not work, as sentences.</summary>
    public IEnumerable<string> Faults() => Words(line.Split(" #")[0], '|').SelectMany(command =>
        Words(command, ' ').Where(word => word.Length > 0).ToArray() switch
        {
            ["dotnet", "run", .. var rest] => Run(rest),
            ["dotnet", "test", .. var rest] => Test(rest),
            ["dotnet", "format", "analyzers", var project, .. var rest] => Format(project, rest),
            ["curl", .. var rest] => Curl(rest),
            [var other, ..] when Others.Contains(other, StringComparer.Ordinal) => [],
            _ => [$"nothing is known of {command.Trim()}."],
        });

    private static IEnumerable<string> Run(string[] words)
    {
        var separator = Array.IndexOf(words, "--");
        var own = separator < 0 ? words : words[..separator];
        var project = own.SkipWhile(word => word != "--project").Skip(1).FirstOrDefault("");
        foreach (var word in own.Where(word => word != project && !RunOptions.Contains(word, StringComparer.Ordinal)))
            yield return $"{word} is no option of dotnet run that is used here.";
        if (!IsProject(project))
        {
            yield return $"{project} is no project.";
            yield break;
        }
        foreach (var fault in Arguments(project, separator < 0 ? [] : words[(separator + 1)..]))
            yield return fault;
    }

    // The node's own parser; other programs name the words that they know in their sources.
    private static IEnumerable<string> Arguments(string project, string[] arguments)
    {
        if (project == "src/CretoAkka.Node")
            return new NodeCommands(
                    (_, _) => Task.FromResult(0), new NoConfig(), new ExperimentRunner(), new SimulationRunner(null),
                    new ProcessRunner(null))
                .Root.Parse(arguments).Errors.Select(error => error.Message);
        var sources = string.Concat(WorkingCopy.FilesIn(project, ".cs").Select(WorkingCopy.Read));
        return arguments
            .Where((word, i) => i == 0 || word.StartsWith("--", StringComparison.Ordinal))
            .Where(word => !WorkingCopy.Has(word) && !sources.Contains($"\"{word}\"", StringComparison.Ordinal))
            .Select(word => $"{project} does not know {word}.");
    }

    private static IEnumerable<string> Test(string[] words)
    {
        var filter = words.SkipWhile(word => word != "--filter").Skip(1).FirstOrDefault();
        foreach (var word in words.Where(word => word != filter && !TestOptions.Contains(word, StringComparer.Ordinal)))
        {
            if (!IsProject(word))
                yield return $"{word} is no project, nor an option of dotnet test that is used here.";
        }
        if (filter is null)
            yield break;
        var trait = filter.Split('=') is [var name, var value] ? $"[Trait(\"{name}\", \"{value}\")]" : filter;
        if (!WorkingCopy.FilesIn("tests", ".cs")
                .Any(file => WorkingCopy.Read(file).Contains(trait, StringComparison.Ordinal)))
            yield return $"no test has {trait}.";
    }

    private static IEnumerable<string> Format(string project, string[] words)
    {
        if (!IsProject(project))
            yield return $"{project} is no project.";
        foreach (var word in words.Where(word => !FormatWords.Contains(word, StringComparer.Ordinal)))
            yield return $"{word} is no word of dotnet format that is used here.";
    }

    private static IEnumerable<string> Curl(string[] words)
    {
        var url = new Uri(words.First(word => word.StartsWith("http://", StringComparison.Ordinal)));
        var route = url.Segments switch
        {
            [_, "kv/", _] => "/kv/{key}",
            [_, "api/", "circuits/", _, _] => "/api/circuits/{id}/{act}",
            _ => url.AbsolutePath,
        };
        var served = WorkingCopy.FilesIn("src/CretoAkka.Node/Http", ".cs")
            .Concat(WorkingCopy.FilesIn("src/CretoAkka.Dashboard/Http", ".cs"))
            .Any(file => WorkingCopy.Read(file).Contains($"\"{route}\"", StringComparison.Ordinal));
        if (!served)
            yield return $"the node does not serve {route}.";
    }

    private static bool IsProject(string path) =>
        path.Length > 0 && WorkingCopy.Has($"{path}/{Path.GetFileName(path)}.csproj");

    // What stands in single quotes is one word.
    private static IEnumerable<string> Words(string text, char between)
    {
        var quoted = text.Split('\'');
        for (var i = 1; i < quoted.Length; i += 2)
            quoted[i] = quoted[i].Replace(between, '\0');
        return string.Concat(quoted).Split(between).Select(word => word.Replace('\0', between));
    }

    private sealed class NoConfig : IConfigCommands
    {
        public int Check(FileInfo file, TextWriter output, TextWriter error) => 0;

        public int Show(FileInfo? file, TextWriter output, TextWriter error) => 0;
    }
}
