using System.Diagnostics;

namespace CretoAkka.Repository.Tests;

/// <summary>A test that runs <c>.ci/run</c>, which is bash's.</summary>
internal sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Continuous integration runs on Linux; this is Windows.";
    }
}

/// <summary>A theory that runs <c>.ci/run</c>.</summary>
internal sealed class BashTheoryAttribute : TheoryAttribute
{
    public BashTheoryAttribute() => Skip = new BashFactAttribute().Skip;
}

/// <summary><c>.ci/run</c> on a machine made of stand-ins: nothing is installed, built or tested.</summary>
internal sealed class CiRun : IDisposable
{
    private const string CallsFile = "calls";

    // What the script needs of a bare machine, beside the tools that it looks for.
    private static readonly string[] Borrowed = ["bash", "sh", "awk", "tee", "mktemp", "rm", "dirname", "cat"];

    private readonly DirectoryInfo _machine = Directory.CreateTempSubdirectory("creto-ci-");

    public CiRun()
    {
        foreach (var tool in Borrowed)
            File.CreateSymbolicLink(Path.Combine(_machine.FullName, tool), Find(tool));
        Tool("apt-get", "exit 0");
        User(id: 0);
        Tool("promtool", "exit 0");
        Tool("chromium", "exit 0");
    }

    /// <summary>What stand-ins were called, each with its arguments.</summary>
    public IReadOnlyList<string> Calls => [.. File.ReadLines(Path.Combine(_machine.FullName, CallsFile))];

    /// <summary>The test runner prints these lines and ends with that status.</summary>
    public CiRun Runner(int status, params string[] lines)
    {
        Tool("dotnet", FormattableString.Invariant($"echo CI=${{CI-}}\ncat \"$0.lines\"\nexit {status}"));
        File.WriteAllLines(Path.Combine(_machine.FullName, "dotnet.lines"), lines);
        return this;
    }

    public CiRun User(int id)
    {
        Tool("id", FormattableString.Invariant($"echo {id}"));
        return this;
    }

    public CiRun Without(string tool)
    {
        File.Delete(Path.Combine(_machine.FullName, tool));
        return this;
    }

    /// <summary>Runs it; returns its exit status and the lines that it printed.</summary>
    public async Task<(int Status, string[] Lines)> Run()
    {
        var start = new ProcessStartInfo(Path.Combine(_machine.FullName, "bash"))
        {
            ArgumentList = { Path.Combine(Repository.Root, ".ci", "run") },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["PATH"] = _machine.FullName;
        start.Environment.Remove("CI");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.TrimEnd('\n').Split('\n'));
    }

    public void Dispose() => _machine.Delete(recursive: true);

    private void Tool(string name, string script)
    {
        var path = Path.Combine(_machine.FullName, name);
        var calls = Path.Combine(_machine.FullName, CallsFile);
        File.WriteAllText(path, $"#!/bin/sh\necho {name} \"$@\" >> '{calls}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Find(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, tool))
        .First(File.Exists);
}
