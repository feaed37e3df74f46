using Akka.Configuration;
using CretoAkka.Configuration;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Faults;
using CretoAkka.Node.Http;
using CretoAkka.Node.Running;
using CretoAkka.Node.Signing;
using CretoAkka.Node.Storage;

namespace CretoAkka.Node.Processes;

/// <summary>One replica as a process, from its file to its exit status.</summary>
/// <param name="file">Its settings.</param>
/// <param name="output">Where it talks to.</param>
/// <param name="error">Where it complains.</param>
internal sealed class ReplicaProcess(FileInfo file, TextWriter output, TextWriter error)
{
    /// <summary>Runs until it is cancelled, or cannot go on.</summary>
    /// <returns>0: it ended as it was told. 1: it could not go on. 2: it could not start.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var configuration = ProcessConfiguration.Load(file);
            var settings = ProcessSettings.From(configuration.ToConfig(), file.ToString());
            using var keys = new FileKeys(new KeyDirectory(settings.Keys), settings.Name, settings.Members.Keys);
            using var ports = HttpPorts.Take(settings.Http, 1);
            using var log = RunLog.Open(visible: true);
            await using var session = new ReplicaSession(configuration, settings, keys, output);
            return await RunAsync(session, ports, configuration.ToSettings().Dashboard, cancellation);
        }
        catch (PortTakenException e)
        {
            return Refuse($"{e.Message}; expected a free one at replica.http.port of {file}.");
        }
        catch (Exception e) when (
            e is ConfigurationException or IOException or UnauthorizedAccessException or DiskException)
        {
            return Refuse(e.Message);
        }
    }

    private async Task<int> RunAsync(
        ReplicaSession session, HttpPorts ports, DashboardSettings page, CancellationToken cancellation)
    {
        string? whyEnded;
        await using (var http = await NodeHttp.StartAsync(session.Node, ports[0], page, panel: null))
        {
            foreach (var line in session.Banner(http.Url))
                await output.WriteLineAsync(line);
            session.Join();
            whyEnded = await session.EndAsync(cancellation);
        }
        var summary = await session.StopAsync();
        if (whyEnded is not null)
            await error.WriteLineAsync($"error: {whyEnded}");
        await output.WriteLineAsync(summary.ToJson());
        return whyEnded is null && summary.IsAccounted ? ExitStatus.Done : ExitStatus.Failed;
    }

    private int Refuse(string sentence)
    {
        error.WriteLine($"error: {sentence}");
        return ExitStatus.Misuse;
    }
}
