using CretoAkka.Node.Commands;
using CretoAkka.Node.Loads;
using CretoAkka.Node.Replicas;
using CretoAkka.Node.Signing;
using Spectre.Console;

namespace CretoAkka.Node.Processes;

/// <summary>Replicas in processes of their own: what makes them, one of them, and their users.</summary>
/// <param name="terminal">Shows progress; null: there is none.</param>
internal sealed class ProcessRunner(IAnsiConsole? terminal) : IProcessCommands
{
    /// <inheritdoc/>
    public int MakeKeys(DirectoryInfo directory, int replicas, TextWriter output, TextWriter error) => Try(error, () =>
    {
        var names = new ClusterFiles(replicas, ClusterFiles.DefaultPort, ClusterFiles.DefaultHttpPort).Names;
        new KeyDirectory(directory.ToString()).Make([.. names, ClientNames.Outside]);
        output.WriteLine(
            $"{directory}: keys of {string.Join(", ", names)}, and of clients. Each replica needs its own .key and "
            + "every .pub; nobody else may read a .key.");
    });

    /// <inheritdoc/>
    public int InitCluster(InitOptions options, TextWriter output, TextWriter error) => Try(error, () =>
    {
        var files = new ClusterFiles(options.Replicas, options.BasePort, options.HttpPort);
        files.Write(options.Out.ToString());
        foreach (var file in files.Names.Select(name => Path.Combine(options.Out.ToString(), name)))
            output.WriteLine($"{HelpWithExamples.Program} replica --config {file}.conf");
    });

    /// <inheritdoc/>
    public Task<int> RunReplicaAsync(
        FileInfo config, TextWriter output, TextWriter error, CancellationToken cancellation) =>
        new ReplicaProcess(config, output, error).RunAsync(cancellation);

    /// <inheritdoc/>
    public Task<int> LoadAsync(
        LoadOptions options, TextWriter output, TextWriter error, CancellationToken cancellation) =>
        new LoadRun(options, terminal, output, error).RunAsync(cancellation);

    private static int Try(TextWriter error, Action act)
    {
        try
        {
            act();
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"error: {e.Message}");
            return ExitStatus.Misuse;
        }
    }
}
