using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CretoAkka.Node.Tests.Process;

/// <summary>The built executable, as a user starts it.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "CretoAkka.Node.dll");

    private readonly System.Diagnostics.Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();

    private NodeProcess(ProcessStartInfo start)
    {
        _process = new System.Diagnostics.Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        CtrlC.Allow();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Error => _error;

    /// <summary>The last line of standard output, as JSON.</summary>
    public JsonElement Summary => JsonDocument.Parse(_output.Last()).RootElement;

    public bool HasExited => _process.HasExited;

    /// <summary>What the process said, for a message when a test fails.</summary>
    public string Story => string.Join('\n', _output.Concat(_error));

    public static NodeProcess Start(params string[] arguments) => StartIn(Path.GetTempPath(), home: null, arguments);

    /// <summary>The same, in another folder, for a user whose home is <paramref name="home"/>.</summary>
    public static NodeProcess StartIn(string folder, string? home, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(Executable);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // What a user's environment says about web servers and cultures must change nothing.
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1";
        start.Environment["LANG"] = "de_DE.UTF-8";
        if (home is not null)
            start.Environment["HOME"] = start.Environment["USERPROFILE"] = start.Environment["APPDATA"] =
                start.Environment["LOCALAPPDATA"] = home;
        return new NodeProcess(start);
    }

    /// <summary>The same with its standard input closed, by a shell.</summary>
    public static NodeProcess StartWithoutInput(params string[] arguments)
    {
        var start = new ProcessStartInfo("sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] command = ["-c", "exec dotnet \"$@\" <&-", "sh"];
        foreach (var argument in (string[])[.. command, Executable, .. arguments])
            start.ArgumentList.Add(argument);
        return new NodeProcess(start);
    }

    public async Task WriteAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
    }

    /// <summary>Where the first node's HTTP is: the first word that the process says.</summary>
    public async Task<Uri> UrlAsync()
    {
        await Await.ThatAsync(() => !_output.IsEmpty || _process.HasExited, "the process says its URL", Limit);
        return new Uri(_output.First().Split(' ')[0]);
    }

    public Task SaysAsync(string what, TimeSpan? limit = null) => Await.ThatAsync(
        () => _output.Any(line => line.Contains(what, StringComparison.Ordinal)) || _process.HasExited,
        $"the process says '{what}'",
        limit ?? Limit);

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, 2));

    /// <summary>What a supervisor of processes sends first.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, 15));

    /// <summary>Kills it: no farewell to anybody.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {_process.Id}");

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
