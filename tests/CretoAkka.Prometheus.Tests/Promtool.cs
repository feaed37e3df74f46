using System.Diagnostics;

namespace CretoAkka.Prometheus.Tests;

/// <summary>A test that needs promtool, which Debian's package <c>prometheus</c> brings.</summary>
/// <remarks>Skipped, with the reason, where it is absent; not where CI=true, which promises that it is there.</remarks>
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (Promtool.Path is null && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = "promtool is not on PATH (Debian: apt-get install prometheus).";
    }
}

/// <summary>Prometheus' own linter.</summary>
internal static class Promtool
{
    public static string? Path { get; } = OnPath("promtool");

    /// <summary>Where a program of that name is; null: nowhere on PATH.</summary>
    public static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => (string[])
            [System.IO.Path.Combine(folder, program), System.IO.Path.Combine(folder, program + ".exe")])
        .FirstOrDefault(File.Exists);

    /// <summary>Lints a scrape; returns the exit status and whatever was said.</summary>
    public static Task<(int Status, string Output)> CheckMetrics(string scrape) => Run(scrape, "check", "metrics");

    /// <summary>Runs a command on standard input; returns the exit status and whatever was said.</summary>
    public static async Task<(int Status, string Output)> Run(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path ?? throw new FileNotFoundException("promtool is not on PATH."), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
