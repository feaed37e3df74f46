using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CretoAkka.Packages.Tests;

/// <summary>Runs a program as a user would from a shell, whatever runs these tests.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // What "dotnet test" tells its children would lead another build astray.
    private static readonly string[] Strays = ["MSBUILD", "VSTEST", "DOTNET_HOST", "CI"];

    /// <summary>The folder of the .NET that runs this: where shims of tools look for it.</summary>
    public static string DotNetRoot { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Runs the .NET command line; fails the test unless it ends with 0.</summary>
    public static Task<string> DotNetAsync(string folder, params string[] arguments) =>
        RunAsync(Path.Combine(DotNetRoot, "dotnet"), folder, arguments);

    /// <summary>Runs the .NET command line where it must not end with 0.</summary>
    public static async Task<string> FailAsync(string folder, params string[] arguments)
    {
        var (status, said) = await StartAsync(Path.Combine(DotNetRoot, "dotnet"), folder, arguments);
        Assert.True(status != 0, $"dotnet {string.Join(' ', arguments)} did not fail.\n{said}");
        return said;
    }

    /// <summary>Runs a program; fails the test unless it ends with 0.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        var (status, said) = await StartAsync(program, folder, arguments);
        Assert.True(status == 0, $"{program} {string.Join(' ', arguments)}\n{said}");
        return said;
    }

    private static async Task<(int Status, string Said)> StartAsync(string program, string folder, string[] arguments)
    {
        using var process = Process.Start(Begin(program, folder, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output + await error);
    }

    private static ProcessStartInfo Begin(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsStray).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_ROOT"] = DotNetRoot;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (File.Exists(Path.Combine(folder, "nuget.config")))
            start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
        return start;
    }

    private static bool IsStray(string name) =>
        Strays.Any(stray => name.StartsWith(stray, StringComparison.OrdinalIgnoreCase));
}
