using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Experiments.Agreement;
using CretoAkka.Node.Experiments.Measures;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Processes;

/// <summary>This executable in another process, as a part of an experiment. For one caller at a time.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly WorkerSpec _spec;

    private WorkerProcess(WorkerSpec spec)
    {
        _spec = spec;
        _process = Process.Start(StartInfo(spec))
            ?? throw new ExperimentException("A process of the experiment does not start.");
    }

    /// <summary>Where it is reached.</summary>
    public PeerAddress Address { get; private set; } = new("", 0);

    /// <summary>Starts one, and waits until it can be reached.</summary>
    public static async Task<WorkerProcess> StartAsync(WorkerSpec spec, CancellationToken cancellation)
    {
        var worker = new WorkerProcess(spec);
        try
        {
            var ready = await worker.AnswerAsync<WorkerReady>(cancellation);
            worker.Address = new PeerAddress(spec.Name, spec.PublicPort ?? ready.Port);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins the traffic.</summary>
    public Task GoAsync(CancellationToken cancellation) => AskAsync<WorkerReady>("go", cancellation);

    /// <summary>The sender after a forced collection.</summary>
    public Task<SenderSample> SampleAsync(CancellationToken cancellation) =>
        AskAsync<SenderSample>("sample", cancellation);

    /// <summary>Ends the traffic.</summary>
    public Task<SenderReport> StopAsync(CancellationToken cancellation) => AskAsync<SenderReport>("stop", cancellation);

    /// <summary>Tells it something that has no answer but that it is done.</summary>
    public Task OrderAsync(string line, CancellationToken cancellation) => AskAsync<WorkerReady>(line, cancellation);

    /// <summary>Ends the requests.</summary>
    public Task<ReplicaReport> StopReplicaAsync(CancellationToken cancellation) =>
        AskAsync<ReplicaReport>("stop", cancellation);

    /// <summary>What it received, or as a replica executed.</summary>
    public async Task<IReadOnlyList<Arrival>> ArrivalsAsync(CancellationToken cancellation)
    {
        var file = Path.GetTempFileName();
        try
        {
            var report = await AskAsync<ReceiverReport>($"write {file}", cancellation);
            return ArrivalLog.Read(file, report.Arrivals);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Stops it as it stands.</summary>
    public void Hang() => ProcessSignals.Stop(_process.Id);

    /// <summary>Lets it go on.</summary>
    public void Resume() => ProcessSignals.Continue(_process.Id);

    /// <summary>Kills it: no farewell to anybody.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it end by itself, and kills it if it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(Farewell);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }
        _process.Dispose();
    }

    private async Task<T> AskAsync<T>(string line, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        return await AnswerAsync<T>(cancellation);
    }

    private async Task<T> AnswerAsync<T>(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            if (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
                return JsonSerializer.Deserialize<T>(line)!;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ExperimentException($"The process {_spec.Name} of the experiment does not answer.");
        }
        throw new ExperimentException($"The process {_spec.Name} of the experiment ended by itself.");
    }

    // Started as an executable, or by dotnet from a library: then dotnet is this process's path.
    private static ProcessStartInfo StartInfo(WorkerSpec spec)
    {
        var library = typeof(WorkerProcess).Assembly.Location;
        var self = Environment.ProcessPath;
        var byDotnet = self is null
            || !Path.GetFileNameWithoutExtension(self).Equals(
                Assembly.GetExecutingAssembly().GetName().Name, StringComparison.Ordinal);
        var start = new ProcessStartInfo(byDotnet ? "dotnet" : self!)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (byDotnet)
            start.ArgumentList.Add(library);
        start.ArgumentList.Add(ExperimentCommands.Worker);
        start.ArgumentList.Add(spec.ToText());
        return start;
    }
}
