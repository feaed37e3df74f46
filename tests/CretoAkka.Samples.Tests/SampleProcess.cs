using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CretoAkka.Samples.Tests;

/// <summary>A built sample, as a user starts it.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private SampleProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        CtrlC.Allow();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it has said, standard error too.</summary>
    public IReadOnlyCollection<string> Output => _output;

    public static SampleProcess Start(string sample, params string[] arguments) =>
        Start(sample, environment: [], arguments);

    public static SampleProcess Start(string sample, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new SampleProcess(start);
    }

    public bool HasSaid(string what) => _output.Any(line => line.Contains(what, StringComparison.Ordinal));

    public Task SaysAsync(string what) => ThatAsync(() => HasSaid(what), $"says '{what}'");

    public Task SaysOrEndsAsync(string what) =>
        ThatAsync(() => HasSaid(what) || _process.HasExited, $"says '{what}' or ends");

    /// <summary>Waits until a bare node has delivered so many messages to a peer whose circuit is closed.</summary>
    public Task DeliversAsync(string peer, int messages) => ThatAsync(
        () => _output.Any(line => line.Split(' ') is [var to, "Closed:", var number, "delivered,", ..]
            && to == peer && int.Parse(number, CultureInfo.InvariantCulture) >= messages),
        $"delivers {messages} messages to {peer}");

    private async Task ThatAsync(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        await Await.ThatAsync(
            () => condition() || _process.HasExited || Stopwatch.GetElapsedTime(started) > Limit, what, 2 * Limit);
        Assert.True(condition(), $"It never {what}:\n{string.Join('\n', _output)}");
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, 2));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _output.Enqueue(line);
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
